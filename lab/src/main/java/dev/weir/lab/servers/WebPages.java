package dev.weir.lab.servers;

/** What the real servers' nginx offers. */
public final class WebPages {
    public static final int PORT = 80;

    /** Where it listens as well, for NAT's port mapping. */
    public static final int MAPPED_PORT = 8080;

    /** Two lines: {@code server NAME} and {@code client ADDRESS}, as the server sees it. */
    public static final String WHO = "/who";

    /** 100 MB in about ten seconds, with {@link SharedFiles#largeDigest}. */
    public static final String SLOW_DOWNLOAD = "/slow";

    static final int SLOW_BYTES_PER_SECOND = 10 << 20;

    private WebPages() {}
}
