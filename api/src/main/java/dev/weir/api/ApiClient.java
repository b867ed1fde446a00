package dev.weir.api;

import dev.weir.api.ApiException.Fault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Asks the director of this machine over HTTPS, with the token and the certificate that lie in its run directory.
 * Safe for use by several threads.
 */
public final class ApiClient implements DirectorApi {
    private final Transport transport;

    private ApiClient(Transport transport) {
        this.transport = transport;
    }

    /**
     * A client for the director whose run directory is {@code runDirectory}.
     *
     * @throws ApiException if there is none, or this user may not talk to it
     */
    public static ApiClient open(Path runDirectory) {
        return new ApiClient(new Transport(new RunDirectory(runDirectory)));
    }

    @Override
    public Status status() {
        return get("status", Status.class);
    }

    @Override
    public Services services() {
        return get("services", Services.class);
    }

    @Override
    public Servers servers() {
        return get("servers", Servers.class);
    }

    @Override
    public ClusterText cluster() {
        return get("cluster", ClusterText.class);
    }

    @Override
    public long connections(ConnectionQuery query, Consumer<Connection> each) {
        return transport.stream(
                "connections?" + query.toQueryString(),
                body -> ListReader.read(body, "connections", Connection.class, each));
    }

    @Override
    public long persistentClients(PersistentClientQuery query, Consumer<PersistentClient> each) {
        return transport.stream(
                "persistent-clients?" + query.toQueryString(),
                body -> ListReader.read(body, "persistentClients", PersistentClient.class, each));
    }

    @Override
    public ChangeOutcome plan(String name, String yaml) {
        return change("plan", name, yaml);
    }

    @Override
    public ChangeOutcome apply(String name, String yaml) {
        return change("apply", name, yaml);
    }

    @Override
    public ChangeOutcome setWeight(ServerName server, int weight) {
        return outcome(transport.put(server.weightPath(), Json.bytes(new Weight(weight))));
    }

    @Override
    public ChangeOutcome clearWeight(ServerName server) {
        return outcome(transport.delete(server.weightPath()));
    }

    @Override
    public void close() {
        transport.close();
    }

    private <T> T get(String path, Class<T> type) {
        return switch (transport.get(path)) {
            case Transport.Done done -> transport.read(done.json(), type);
            case Transport.NotDone notDone -> throw refused(notDone.problem());
        };
    }

    private ChangeOutcome change(String verb, String name, String yaml) {
        String path = verb + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        return outcome(transport.post(path, "application/yaml", yaml));
    }

    private ChangeOutcome outcome(Transport.Answer answer) {
        return switch (answer) {
            case Transport.Done done -> new ChangeOutcome.Accepted(transport.read(done.json(), Changes.class));
            case Transport.NotDone notDone -> refusalOrFailure(notDone.problem());
        };
    }

    private static ChangeOutcome refusalOrFailure(Problem problem) {
        return switch (problem.type()) {
            case Problem.FILE_REFUSED -> new ChangeOutcome.Refused(problem.problems());
            case Problem.NOT_APPLIED -> new ChangeOutcome.Failed(problem.detail());
            default -> throw refused(problem);
        };
    }

    static ApiException refused(Problem problem) {
        return new ApiException(Fault.REFUSED, problem.detail());
    }
}
