package dev.weir.api;

import dev.weir.api.ApiException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import tools.jackson.core.JacksonException;

/** HTTPS to one director, every step of it within a deadline; what goes wrong becomes an {@link ApiException}. */
final class Transport implements AutoCloseable {
    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(5);
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(60);
    /** A listing of a million connections goes on for longer than another answer, but not for ever. */
    private static final Duration STREAM_DEADLINE = Duration.ofMinutes(10);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    /** What the director answers to a question. */
    sealed interface Answer {}

    /** It did what it was asked; {@code json} tells what came of it. */
    record Done(String json) implements Answer {}

    /** It did not. */
    record NotDone(Problem problem) implements Answer {}

    /** Reads an answer while it comes in. */
    @FunctionalInterface
    interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    private final RunDirectory directory;
    private final Credentials credentials;
    private final HttpClient http;

    /**
     * A transport to the director that left its files in {@code directory}.
     *
     * @throws ApiException if none did, or this user may not read them
     */
    Transport(RunDirectory directory) {
        this.directory = directory;
        this.credentials = Credentials.read(directory);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_DEADLINE)
                .sslContext(credentials.certificate().sslContext())
                .build();
    }

    Answer get(String path) {
        return answer(request(path).build());
    }

    Answer post(String path, String mediaType, String body) {
        return answer(request(path)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer put(String path, byte[] json) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(json))
                .build());
    }

    Answer delete(String path) {
        return answer(request(path).DELETE().build());
    }

    /** Asks, and has the answer read as it comes in. */
    <T> T stream(String path, BodyReader<T> reader) {
        HttpResponse<InputStream> response = send(request(path).build());
        if (response.statusCode() != OK) {
            throw ApiClient.refused(problem(response));
        }
        return within(STREAM_DEADLINE, response.body(), reader);
    }

    <T> T read(String json, Class<T> type) {
        try {
            return Json.read(json, type);
        } catch (JacksonException e) {
            throw brokeOff(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer answer(HttpRequest request) {
        HttpResponse<InputStream> response = send(request);
        return response.statusCode() == OK ? new Done(text(response)) : new NotDone(problem(response));
    }

    private Problem problem(HttpResponse<InputStream> response) {
        String body = text(response);
        if (response.statusCode() == UNAUTHORIZED) {
            throw new ApiException(
                    Fault.NOT_ALLOWED,
                    credentials.url() + " doesn't know the token in " + directory.token()
                            + ": restart the director, it writes its files anew");
        }
        return read(body, Problem.class);
    }

    private String text(HttpResponse<InputStream> response) {
        return within(
                ANSWER_DEADLINE, response.body(), body -> new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(credentials.url() + "/api/v1/" + path))
                .timeout(ANSWER_DEADLINE)
                .header("Authorization", "Bearer " + credentials.token());
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw noAnswer("gave no answer in time", e);
        } catch (ConnectException e) {
            throw Credentials.noDirector(directory.path(), e);
        } catch (SSLException e) {
            throw foreign(e);
        } catch (IOException e) {
            throw brokeOff(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer("was not waited for: interrupted", e);
        }
    }

    /** The JDK's client knows no deadline for a body, so the body is closed under its reader. */
    private <T> T within(Duration deadline, InputStream body, BodyReader<T> reader) {
        CompletableFuture<Void> cutOff = CompletableFuture.runAsync(
                () -> close(body), CompletableFuture.delayedExecutor(deadline.toNanos(), TimeUnit.NANOSECONDS));
        try (body) {
            return reader.read(body);
        } catch (IOException | JacksonException e) {
            throw brokeOff(e);
        } finally {
            cutOff.cancel(false);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiException foreign(SSLException cause) {
        return new ApiException(
                Fault.FOREIGN_CERTIFICATE,
                "what answers at " + credentials.url() + " is not the director of " + directory.path() + " ("
                        + cause.getMessage() + "): restart the director, or find out who holds its port",
                cause);
    }

    private ApiException brokeOff(Exception cause) {
        return noAnswer("broke its answer off, or it isn't understood (" + cause.getMessage() + ")", cause);
    }

    private ApiException noAnswer(String what, Exception cause) {
        return new ApiException(
                Fault.NO_ANSWER, "the director at " + credentials.url() + " " + what + ": look at its log", cause);
    }
}
