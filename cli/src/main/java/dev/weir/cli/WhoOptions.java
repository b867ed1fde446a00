package dev.weir.cli;

import dev.weir.api.ConnectionQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The filters of a command that lists what may be long. */
final class WhoOptions {
    @Option(names = "--client", paramLabel = "WHO", description = "Only those from this client (CIP).")
    private @Nullable String client;

    @Option(names = "--vip", paramLabel = "WHO", description = "Only those to this virtual address (VIP).")
    private @Nullable String vip;

    @Option(names = "--server", paramLabel = "WHO", description = "Only those to this real server (RIP).")
    private @Nullable String server;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most so many, 0 for all; all are counted. Default: 1000.")
    private int limit = ConnectionQuery.DEFAULT_LIMIT;

    @Nullable
    String client() {
        return client;
    }

    @Nullable
    String vip() {
        return vip;
    }

    @Nullable
    String server() {
        return server;
    }

    int limit() {
        return limit;
    }
}
