package dev.weir.api;

/**
 * What a service does about packets that look like an attack, in the cluster file's words.
 *
 * @param stray what becomes of TCP packets of no connection
 * @param synCookies half-open connections from which on the director answers handshakes by cookies: a number,
 *     {@code always} or {@code never}
 */
public record ServiceProtection(String stray, String synCookies) {}
