package dev.weir.api;

/**
 * What happens to a service's packets on their way beside the forwarding method, in the cluster file's words.
 *
 * @param encapsulation of tunnelling: what they travel in
 * @param tunnelPort of {@code gue}: where servers unwrap it; 0 for the others
 * @param clientNotice of full NAT: how servers learn who the client is
 * @param mss what TCP segments have at most: a number of bytes, {@code auto}, or {@code kept} as it comes
 */
public record ServiceDelivery(String encapsulation, int tunnelPort, String clientNotice, String mss) {}
