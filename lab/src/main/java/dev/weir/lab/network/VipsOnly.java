package dev.weir.lab.network;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;

/** Has the client's host refuse every TCP connection, to it or from it, but with one service. */
public final class VipsOnly implements AutoCloseable {
    private static final String TABLE = "weir-vips-only";

    private VipsOnly() {}

    /** From now on, until it is closed: none but with {@code vip}. */
    public static VipsOnly of(IpAddress vip) {
        String other = vip.family() == Family.IPV4 ? "ip %s != " + vip : "ip6 %s != " + vip;
        String rule = "tcp flags & (syn | ack) == syn " + other + " reject with tcp reset";
        Namespaces.command(Host.CLIENT.namespace(), "nft", "-f", "-")
                .runWith("""
                table inet %s {
                  chain output {
                    type filter hook output priority 0
                    %s
                  }
                  chain input {
                    type filter hook input priority 0
                    %s
                  }
                }
                """.formatted(TABLE, rule.formatted("daddr"), rule.formatted("saddr")));
        return new VipsOnly();
    }

    @Override
    public void close() {
        Namespaces.command(Host.CLIENT.namespace(), "nft", "delete", "table", "inet", TABLE)
                .run();
    }
}
