package dev.weir.lab.traffic;

import dev.weir.lab.servers.WebPages;
import dev.weir.model.IpAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A long download of a large file from a web service, over one connection. */
public record Download(IpAddress vip) {
    private static final int BLOCK_BYTES = 1 << 16;

    /** How long the flow may stand still. */
    private static final int STALL_MILLIS = 3_000;

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

    /** Loads it down, from first to last. */
    public Outcome run() {
        try (Socket socket = WebClient.open(vip, WebPages.SLOW_DOWNLOAD, STALL_MILLIS);
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

    private static Complete digest(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK_BYTES];
        long bytes = 0;
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
            bytes += n;
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
