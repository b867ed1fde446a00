package dev.weir.monitor;

import dev.weir.api.ApiAddress;
import dev.weir.api.Json;
import dev.weir.api.RunDirectory;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a director's API over HTTPS on 127.0.0.1, to whoever bears the token. Each request has a virtual thread of
 * its own.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Javalin http;
    private final RunDirectory directory;

    private ApiServer(Javalin http, RunDirectory directory) {
        this.http = http;
        this.directory = directory;
    }

    /**
     * Starts to serve, and leaves in the run directory what clients need.
     *
     * @throws ApiServerException if the port is taken or the run directory can't be written
     */
    public static ApiServer start(ServedDirector director, ApiServerOptions options) {
        RunDirectory directory = new RunDirectory(options.runDirectory());
        try {
            Files.createDirectories(directory.path());
            SecureRandom random = new SecureRandom();
            Token token = Token.keptIn(directory.token(), random);
            HttpsConnector connector =
                    new HttpsConnector(Certificate.keptIn(directory, random, InstantSource.system()), options.port());
            Javalin http = Javalin.create(
                    config -> configure(config, connector, token, new ApiRoutes(director, options.version())));
            return listen(new ApiServer(http, directory), options);
        } catch (IOException e) {
            throw new ApiServerException(
                    "the API can't keep its files in " + directory.path() + ": " + e.getMessage()
                            + "; make it writable, or name another with --run-dir",
                    e);
        }
    }

    private static void configure(JavalinConfig config, HttpsConnector connector, Token token, ApiRoutes routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        connector.addTo(config.jetty);
        config.routes.before(context -> {
            if (!token.isBorneBy(context.header("Authorization"))) {
                throw ProblemException.unauthorized();
            }
        });
        routes.addTo(config.routes);
        ProblemAnswers.addTo(config.routes);
    }

    /** Jetty wraps the reason deep. */
    private static String cannotListen(int port, Throwable thrown) {
        String where = "port " + port + " of 127.0.0.1";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String reason = String.valueOf(cause.getMessage());
            if (cause instanceof BindException && !reason.contains("in use")) {
                return "can't listen on " + where + " (" + reason + "): is the loopback interface up?";
            }
        }
        return where + " is taken: name another with --api-port";
    }

    private static ApiServer listen(ApiServer server, ApiServerOptions options) throws IOException {
        try {
            server.http.start();
        } catch (JavalinBindException e) {
            throw new ApiServerException(cannotListen(options.port(), e), e);
        }
        ApiAddress address =
                new ApiAddress(server.url(), ProcessHandle.current().pid());
        RunFile.PUBLIC.write(server.directory.address(), Json.pretty(address).getBytes(StandardCharsets.UTF_8));
        LOG.info("the API answers at {}", server.url());
        return server;
    }

    /** The API's root: {@code https://127.0.0.1:7474}. */
    public String url() {
        return "https://" + HttpsConnector.HOST + ":" + http.port();
    }

    /** Lets running requests end for a while, then stops. Token and certificate stay, for the next start. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(directory.address());
        } catch (IOException e) {
            LOG.warn("can't remove {}: {}", directory.address(), e.getMessage());
        }
        http.stop();
    }
}
