package dev.weir.monitor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Reads a request's body of text, no longer and for no longer than is allowed.
 *
 * @param maxBytes how long a body may be
 * @param deadline how long all of it may take
 */
record BoundedBody(int maxBytes, Duration deadline) {
    private static final int CHUNK_BYTES = 16_384;

    /**
     * The whole text.
     *
     * @throws ProblemException if it is too long, too slow or no UTF-8
     */
    String read(InputStream in) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            whole.write(chunk, 0, length);
            if (whole.size() > maxBytes) {
                throw ProblemException.badRequest(413, "the body is longer than " + maxBytes + " bytes");
            }
            if (System.nanoTime() - start > deadline.toNanos()) {
                throw ProblemException.badRequest(408, "the body took longer than " + deadline.toSeconds() + " s");
            }
        }
        return text(whole.toByteArray());
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("the body is no UTF-8 text");
        }
    }
}
