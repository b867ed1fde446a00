package dev.weir.api;

import java.nio.file.Path;

/**
 * The directory in which a running director leaves what its clients need; the file names are part of the API.
 *
 * @param path where it is
 */
public record RunDirectory(Path path) {
    public static final Path DEFAULT_PATH = Path.of("/run/weir");

    /** The API's address, an {@link ApiAddress} as JSON; there only while the director runs. */
    public Path address() {
        return path.resolve("api.json");
    }

    /** The bearer token, mode 0600: whoever can read it may do everything. */
    public Path token() {
        return path.resolve("token");
    }

    /** The API's certificate in PEM, which clients trust and no other. */
    public Path certificate() {
        return path.resolve("certificate.pem");
    }
}
