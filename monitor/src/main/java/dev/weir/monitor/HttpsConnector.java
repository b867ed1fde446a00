package dev.weir.monitor;

import io.javalin.config.JettyConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * How the server is reached: TLS 1.2 or later on 127.0.0.1 only, with bounds on connections and idleness.
 *
 * @param certificate the server's own
 * @param port where it listens, 0 for any that is free
 */
record HttpsConnector(Certificate certificate, int port) {
    static final String HOST = "127.0.0.1";

    private static final int MAX_CONNECTIONS = 256;
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    void addTo(JettyConfig jetty) {
        jetty.modifyServer(HttpsConnector::bound);
        jetty.addConnector(this::connector);
    }

    private static void bound(Server server) {
        server.setHandler(new GracefulHandler());
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    }

    private Connector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.addCustomizer(new SecureRequestCustomizer());
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(tls(), HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        return connector;
    }

    private SslContextFactory.Server tls() {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(certificate.keys());
        tls.setKeyStorePassword(certificate.password());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return tls;
    }
}
