package dev.weir.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An {@link ApiServer} that runs, and a plain HTTP client beside it that sends whatever a test likes. */
final class ServedApi implements AutoCloseable {
    final FakeDirector director = new FakeDirector();
    final Path runDirectory;
    final ApiServer server;
    private final HttpClient http;

    ServedApi(Path runDirectory) throws IOException, GeneralSecurityException {
        this.runDirectory = runDirectory;
        this.server = ApiServer.start(director, new ApiServerOptions(runDirectory, 0, "0.1.0"));
        this.http = HttpClient.newBuilder()
                .sslContext(trusting(runDirectory.resolve("certificate.pem")))
                .build();
    }

    static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "weir", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    String token() throws IOException {
        return Files.readString(runDirectory.resolve("token")).strip();
    }

    HttpRequest.Builder request(String path) throws IOException {
        return anonymous(path).header("Authorization", "Bearer " + token());
    }

    HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
    }
}
