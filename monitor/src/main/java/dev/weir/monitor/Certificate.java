package dev.weir.monitor;

import dev.weir.api.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * The server's key and its self-signed certificate, kept in the run directory. Made at the first start, and anew when
 * it will expire before long.
 *
 * @param keys holds the key, under {@code password}
 * @param password of the key
 */
record Certificate(KeyStore keys, String password) {
    static final String ALIAS = "weir";

    /** A certificate that has less than this left is replaced at the next start. */
    static final Duration RENEWED_BEFORE_EXPIRY = Duration.ofDays(60);

    static Certificate keptIn(RunDirectory directory, SecureRandom random, InstantSource clock) throws IOException {
        Optional<Certificate> kept = read(directory).filter(certificate -> certificate.lasts(clock));
        return kept.isPresent() ? kept.get() : create(directory, random);
    }

    /** Empty if there is none, or what is there can't be used. */
    private static Optional<Certificate> read(RunDirectory directory) throws IOException {
        if (!RunFile.SECRET.isKept(keysIn(directory)) || !RunFile.SECRET.isKept(passwordIn(directory))) {
            return Optional.empty();
        }
        try {
            Certificate kept = load(keysIn(directory), Files.readString(passwordIn(directory)));
            boolean told = Files.exists(directory.certificate())
                    && Files.readString(directory.certificate()).equals(kept.pem());
            return told ? Optional.of(kept) : Optional.empty();
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Certificate create(RunDirectory directory, SecureRandom random) throws IOException {
        String password = Token.randomText(random);
        byte[] store = Keytool.generate(directory.path(), ALIAS, password);
        RunFile.SECRET.write(keysIn(directory), store);
        RunFile.SECRET.write(passwordIn(directory), password.getBytes(StandardCharsets.US_ASCII));
        try {
            Certificate created = load(keysIn(directory), password);
            RunFile.PUBLIC.write(directory.certificate(), created.pem().getBytes(StandardCharsets.US_ASCII));
            return created;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keytool made a key that can't be read", e);
        }
    }

    private static Certificate load(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, password.toCharArray());
        }
        if (!(keys.getCertificate(ALIAS) instanceof X509Certificate)) {
            throw new KeyStoreException("no certificate named " + ALIAS);
        }
        return new Certificate(keys, password);
    }

    private boolean lasts(InstantSource clock) {
        Instant needed = clock.instant().plus(RENEWED_BEFORE_EXPIRY);
        return x509().getNotAfter().toInstant().isAfter(needed);
    }

    X509Certificate x509() {
        try {
            return (X509Certificate) keys.getCertificate(ALIAS);
        } catch (KeyStoreException e) {
            throw new IllegalStateException("the key store was loaded", e);
        }
    }

    private String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(x509().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private static Path keysIn(RunDirectory directory) {
        return directory.path().resolve("keystore.p12");
    }

    private static Path passwordIn(RunDirectory directory) {
        return directory.path().resolve("keystore.password");
    }

    @Override
    public String toString() {
        return "Certificate[" + x509().getSubjectX500Principal() + "]";
    }
}
