package dev.weir.api;

/**
 * A client that keeps its server over all its connections to a service; ipvsadm calls it a template.
 *
 * @param protocol the protocol of what the service is known by
 * @param vip the service
 * @param client its address or network, {@code 198.51.100.0/24}
 * @param server the server that it keeps (RIP and port)
 * @param expiresInSeconds until that is forgotten if no connection of it is left and none comes
 */
public record PersistentClient(String protocol, String vip, String client, String server, long expiresInSeconds) {}
