package dev.weir.model;

/**
 * What happens to packets on their way to servers beside the forwarding method.
 *
 * @param encapsulation of tunnelling: what they travel in
 * @param clientNotice of full NAT: how servers learn who the client is
 * @param mss bytes that TCP segments have at most, 536 to 65,495, written into handshakes that pass; {@link #MSS_AUTO}
 *     for what the ways to the server and the client carry, {@link #MSS_KEPT} to leave it
 */
public record Delivery(Encapsulation encapsulation, ClientNotice clientNotice, int mss) {
    public static final int MSS_KEPT = 0;
    public static final int MSS_AUTO = 65_535;
    public static final int MIN_MSS = 536;
    public static final int MAX_MSS = 65_495;

    public static final Delivery DEFAULT = new Delivery(Encapsulation.IPIP, ClientNotice.NONE, MSS_KEPT);

    public Delivery {
        if (mss != MSS_KEPT && mss != MSS_AUTO && (mss < MIN_MSS || mss > MAX_MSS)) {
            throw new IllegalArgumentException("an MSS of " + mss + " is not within " + MIN_MSS + ".." + MAX_MSS);
        }
    }

    public Delivery withEncapsulation(Encapsulation wanted) {
        return new Delivery(wanted, clientNotice, mss);
    }

    public Delivery withClientNotice(ClientNotice wanted) {
        return new Delivery(encapsulation, wanted, mss);
    }

    public Delivery withMss(int wanted) {
        return new Delivery(encapsulation, clientNotice, wanted);
    }
}
