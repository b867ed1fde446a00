package dev.weir.api;

/**
 * A virtual service, and what it did.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param vip where clients reach it, {@code 192.0.2.10:80} or {@code [2001:db8::10]:80}
 * @param scheduler {@code rr}, {@code wrr}, {@code lc}, {@code wlc}, {@code sh} or {@code mh}
 * @param forwarding {@code nat}, {@code tunnelling} or {@code direct-routing}
 * @param servers how many real servers it has
 * @param traffic what passed, by all the servers it ever had
 */
public record Service(String protocol, String vip, String scheduler, String forwarding, int servers, Traffic traffic) {}
