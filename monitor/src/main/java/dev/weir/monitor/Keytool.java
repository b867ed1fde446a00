package dev.weir.monitor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes a key with a self-signed certificate by the program of the JDK that runs: its library has no call for it. */
final class Keytool {
    private static final long DEADLINE_SECONDS = 30;
    private static final int VALID_DAYS = 3_650;
    private static final String PASSWORD_VARIABLE = "WEIR_KEYSTORE_PASSWORD";

    private Keytool() {}

    /**
     * A PKCS12 store with one key, for this machine's own addresses.
     *
     * @param directory where a private folder may stand for the moment
     * @param password of store and key; given to the program by its environment, which others can't read
     */
    static byte[] generate(Path directory, String alias, String password) throws IOException {
        Path folder = Files.createTempDirectory(directory, "keytool");
        Path store = folder.resolve("store.p12");
        try {
            run(command(store, alias), password);
            return Files.readAllBytes(store);
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(folder);
        }
    }

    private static List<String> command(Path store, String alias) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=weir",
                "-validity",
                Integer.toString(VALID_DAYS),
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1,ip:::1",
                "-ext",
                "BC:critical=ca:false",
                "-ext",
                "KU:critical=digitalSignature",
                "-ext",
                "EKU=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE);
    }

    private static void run(List<String> command, String password) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("keytool made no key within " + DEADLINE_SECONDS + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException("keytool made no key: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made a key", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
