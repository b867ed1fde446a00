package dev.weir.model;

/**
 * What a service does about packets that look like an attack.
 *
 * @param stray what becomes of TCP packets of no connection
 * @param synCookies half-open connections of the service from which on the director answers its handshakes itself, by
 *     cookies, 1 to 2^31 - 1; {@link #ALWAYS}, or {@link #NEVER}. Where replies pass the director: NAT and full NAT
 */
public record Protection(StrayPolicy stray, int synCookies) {
    public static final int NEVER = 0;
    public static final int ALWAYS = 1;
    public static final int DEFAULT_SYN_COOKIES = 4_096;

    public static final Protection DEFAULT = new Protection(StrayPolicy.PASS, DEFAULT_SYN_COOKIES);

    public Protection {
        if (synCookies < 0) {
            throw new IllegalArgumentException("cookies from " + synCookies + " half-open connections on");
        }
    }

    public Protection withStray(StrayPolicy wanted) {
        return new Protection(wanted, synCookies);
    }

    public Protection withSynCookies(int wanted) {
        return new Protection(stray, wanted);
    }
}
