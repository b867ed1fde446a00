package dev.weir.api;

/**
 * A recorded connection.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param client where it comes from (CIP and port)
 * @param vip the service it belongs to
 * @param server where it goes (RIP and port)
 * @param state {@code SYN_RECV}, {@code ESTABLISHED}, {@code FIN_WAIT}, {@code TIME_WAIT}, {@code CLOSE} or {@code UDP}
 * @param expiresInSeconds until it is forgotten if no packet comes
 */
public record Connection(
        String protocol, String client, String vip, String server, String state, long expiresInSeconds) {}
