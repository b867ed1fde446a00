package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.LabException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** The files that every web server serves: random bytes from a fixed seed, so that no part can pass for another. */
public final class SharedFiles {
    private static final int MEGABYTE = 1 << 20;
    private static final int LARGE_MEGABYTES = 100;
    private static final long SEED = 0x5745_4952;

    private SharedFiles() {}

    /** Of 1 MB. */
    static Path small() {
        return LabDirectory.sharedFiles().resolve("1m");
    }

    /** Of 100 MB. */
    static Path large() {
        return LabDirectory.sharedFiles().resolve("100m");
    }

    static void write() {
        write(small(), 1);
        write(large(), LARGE_MEGABYTES);
    }

    private static void write(Path file, int megabytes) {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] block = new byte[MEGABYTE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        } catch (IOException e) {
            throw new LabException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The large file's SHA-256, in hexadecimal. */
    public static String largeDigest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            SplittableRandom random = new SplittableRandom(SEED);
            byte[] block = new byte[MEGABYTE];
            for (int i = 0; i < LARGE_MEGABYTES; i++) {
                random.nextBytes(block);
                digest.update(block);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
