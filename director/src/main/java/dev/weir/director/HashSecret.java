package dev.weir.director;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The random bytes that key a director's hashes, so that no client can compute which flows collide. */
public final class HashSecret {
    /** How many bytes there are: a SipHash key. */
    public static final int LENGTH = 16;

    private static final String FILE_NAME = "secret";

    private final byte[] bytes;

    private HashSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The secret kept in {@code stateDirectory}; made at the first start, the same ever after, so that hashed
     * clients keep their servers.
     *
     * @throws DirectorException if it can't be read or written, or isn't {@value #LENGTH} bytes long
     */
    static HashSecret of(Path stateDirectory, SecureRandom random) {
        Path file = stateDirectory.resolve(FILE_NAME);
        return Files.exists(file) ? read(file) : create(file, random);
    }

    private static HashSecret read(Path file) {
        byte[] bytes = AtomicFile.at(file).read();
        if (bytes.length != LENGTH) {
            throw new DirectorException("the hash secret " + file + " has " + bytes.length + " bytes, not " + LENGTH
                    + "; remove it and a new one is made (clients of sh and mh then move to other servers)");
        }
        return new HashSecret(bytes);
    }

    private static HashSecret create(Path file, SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        AtomicFile.at(file).write(bytes, AtomicFile.Readers.OWNER_ONLY);
        return new HashSecret(bytes);
    }

    /** A copy of the {@value #LENGTH} bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "hash secret";
    }
}
