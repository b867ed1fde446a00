package dev.weir.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The bearer token: 256 random bits in a file that only the director's user can read. It is never logged. */
final class Token {
    private static final int BYTES = 32;
    private static final String FORM = "[A-Za-z0-9_-]{43}";
    private static final String SCHEME = "Bearer ";

    private final byte[] bearer;

    private Token(String text) {
        this.bearer = (SCHEME + text).getBytes(StandardCharsets.US_ASCII);
    }

    /** The token kept in {@code file}; a new one if there is none, or if others might have read it. */
    static Token keptIn(Path file, SecureRandom random) throws IOException {
        if (RunFile.SECRET.isKept(file)) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (text.matches(FORM)) {
                return new Token(text);
            }
        }
        String text = randomText(random);
        RunFile.SECRET.write(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
        return new Token(text);
    }

    static String randomText(SecureRandom random) {
        byte[] bits = new byte[BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Whether an Authorization header bears this token; takes as long for a near miss as for a far one. */
    boolean isBorneBy(@Nullable String authorization) {
        return authorization != null && MessageDigest.isEqual(bearer, authorization.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "token";
    }
}
