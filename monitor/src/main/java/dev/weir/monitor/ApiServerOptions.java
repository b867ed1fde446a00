package dev.weir.monitor;

import java.nio.file.Path;

/**
 * How the API is served.
 *
 * @param runDirectory where its clients find address, token and certificate
 * @param port on 127.0.0.1, 0 for any that is free
 * @param version of the program, for status
 */
public record ApiServerOptions(Path runDirectory, int port, String version) {
    public static final int DEFAULT_PORT = 7474;

    public ApiServerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not within 0..65535");
        }
    }
}
