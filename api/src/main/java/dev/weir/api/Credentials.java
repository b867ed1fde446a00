package dev.weir.api;

import dev.weir.api.ApiException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import tools.jackson.core.JacksonException;

/**
 * What a run directory holds for a client: where the director answers, and how each knows the other.
 *
 * @param url the API's root
 * @param token the bearer token
 * @param certificate the director's certificate
 */
record Credentials(String url, String token, PinnedCertificate certificate) {

    /**
     * Reads the three files.
     *
     * @throws ApiException if there is no director, or this user may not talk to it
     */
    static Credentials read(RunDirectory directory) {
        try {
            ApiAddress address = Json.read(Files.readString(directory.address()), ApiAddress.class);
            String token = Files.readString(directory.token(), StandardCharsets.US_ASCII)
                    .strip();
            return new Credentials(address.url(), token, PinnedCertificate.read(directory.certificate()));
        } catch (NoSuchFileException e) {
            throw noDirector(directory.path(), e);
        } catch (AccessDeniedException e) {
            throw new ApiException(
                    Fault.NOT_ALLOWED,
                    "this user may not read " + e.getFile() + ": ask as the director's user, most likely with sudo",
                    e);
        } catch (IOException | CertificateException | JacksonException e) {
            throw new ApiException(
                    Fault.NO_DIRECTOR,
                    "the files of the director in " + directory.path() + " can't be used (" + e.getMessage()
                            + "): restart the director, it writes them anew",
                    e);
        }
    }

    static ApiException noDirector(Path runDirectory, Throwable cause) {
        return new ApiException(
                Fault.NO_DIRECTOR,
                "no director is running here (asked in " + runDirectory
                        + "): start it with 'weir director -c FILE', or name its run directory with --run-dir",
                cause);
    }

    @Override
    public String toString() {
        return "Credentials[url=" + url + "]";
    }
}
