package dev.weir.lab.traffic;

import dev.weir.lab.servers.WebPages;
import dev.weir.model.IpAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;

/**
 * A download of the large file from a web service, over one connection: slowly, until it is told to hurry.
 *
 * <p>One thread runs it; any other may tell it.
 */
public final class Download {
    private static final int BLOCK_BYTES = 1 << 16;

    /** For 64 KiB: 2 MB/s, and so 50 s for the whole file. */
    private static final Duration PAUSE_A_BLOCK = Duration.ofMillis(32);

    /** How long the flow may stand still. */
    private static final int STALL_MILLIS = 3_000;

    private final Route route;
    private volatile boolean hurried;

    public Download(IpAddress vip) {
        this(Route.to(vip, WebPages.PORT));
    }

    public Download(Route route) {
        this.route = route;
    }

    /** How it ended. */
    public sealed interface Outcome {}

    /**
     * It came to its end.
     *
     * @param bytes how many
     * @param digest their SHA-256 in hexadecimal
     */
    public record Complete(long bytes, String digest) implements Outcome {}

    /** It broke off. */
    public record Broken(String reason) implements Outcome {}

    /** From now on as fast as it goes. */
    public void hurry() {
        hurried = true;
    }

    /** Loads it down, from first to last. */
    public Outcome run() {
        try (Socket socket = WebClient.open(route, WebPages.LARGE_FILE, STALL_MILLIS);
                InputStream in = new BufferedInputStream(socket.getInputStream(), BLOCK_BYTES)) {
            skipHeaders(in);
            return digest(in);
        } catch (IOException e) {
            return new Broken(e.getMessage() + "");
        }
    }

    private static void skipHeaders(InputStream in) throws IOException {
        int matched = 0;
        while (matched < 4) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the connection ended within the headers");
            }
            matched = octet == "\r\n\r\n".charAt(matched) ? matched + 1 : (octet == '\r' ? 1 : 0);
        }
    }

    private Complete digest(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
            bytes += n;
            if (!hurried) {
                LockSupport.parkNanos(PAUSE_A_BLOCK.toNanos() * n / BLOCK_BYTES);
            }
        }
        return new Complete(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
