package dev.weir.api;

/**
 * A virtual service, and what it did.
 *
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 * @param vip where clients reach it, {@code 192.0.2.10:80} or {@code [2001:db8::10]:80}
 * @param scheduler in the cluster file's words: {@code wlc}
 * @param forwarding {@code nat}, {@code tunnelling} or {@code direct-routing}
 * @param options what else is asked of it
 * @param servers how many real servers it has
 * @param connections recorded now
 * @param persistentClients clients that keep their server now
 * @param traffic what passed, by all the servers it ever had
 */
public record Service(
        String protocol,
        String vip,
        String scheduler,
        String forwarding,
        ServiceOptions options,
        int servers,
        long connections,
        long persistentClients,
        Traffic traffic) {}
