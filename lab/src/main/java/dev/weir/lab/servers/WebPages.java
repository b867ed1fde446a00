package dev.weir.lab.servers;

import java.util.List;

/** What the real servers' nginx offers. */
public final class WebPages {
    public static final int PORT = 80;

    /** Where it listens as well, for NAT's port mapping. */
    public static final int MAPPED_PORT = 8080;

    /** Where it listens for those who ask for several ports; it tells the port then, {@code server s1:8081}. */
    public static final List<Integer> MORE_PORTS = List.of(8081, 8082);

    /** Two lines: {@code server NAME} and {@code client ADDRESS}, as the server sees it. */
    public static final String WHO = "/who";

    /** 1 MB. */
    public static final String SMALL_FILE = "/1m";

    /** 100 MB, with {@link SharedFiles#largeDigest}. */
    public static final String LARGE_FILE = "/100m";

    private WebPages() {}
}
