package dev.weir.monitor;

import dev.weir.api.ClusterText;
import dev.weir.api.Json;
import dev.weir.api.Servers;
import dev.weir.api.Services;
import dev.weir.config.ClusterFile;
import dev.weir.dataplane.Statistics;
import dev.weir.director.DirectorException;
import dev.weir.director.DirectorStatus;
import dev.weir.director.Outcome;
import dev.weir.model.DesiredState;
import dev.weir.model.VirtualService;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What the API answers, route by route; {@code openapi.json} describes the same. */
final class ApiRoutes {
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    private static final BoundedBody BODY = new BoundedBody(MAX_BODY_BYTES, Duration.ofSeconds(30));
    private static final int MAX_NAME_LENGTH = 4_096;
    private static final String ROOT = "/api/v1/";
    private static final Statistics NO_STATISTICS = new Statistics(Map.of(), Map.of(), Map.of(), Map.of(), 0, 0);
    static final String JSON = "application/json";

    private final ServedDirector director;
    private final String version;

    ApiRoutes(ServedDirector director, String version) {
        this.director = director;
        this.version = version;
    }

    void addTo(RoutesConfig routes) {
        routes.get(ROOT + "status", this::status);
        routes.get(ROOT + "services", this::services);
        routes.get(ROOT + "servers", this::servers);
        routes.get(ROOT + "cluster", this::cluster);
        ListRoutes lists = new ListRoutes(director);
        routes.get(ROOT + "connections", lists::connections);
        routes.get(ROOT + "persistent-clients", lists::persistentClients);
        routes.post(ROOT + "plan", context -> change(context, director::plan));
        routes.post(ROOT + "apply", context -> change(context, director::apply));
        WeightRoutes weights = new WeightRoutes(director);
        routes.put(ROOT + WeightRoutes.PATH, context -> answer(context, weights.set(context)));
        routes.delete(ROOT + WeightRoutes.PATH, context -> answer(context, weights.clear(context)));
        routes.get(ROOT + "openapi.json", ApiRoutes::description);
    }

    private void status(Context context) {
        answer(context, Wire.status(version, director.status(), director.desired(), statisticsIfAny()));
    }

    /** A director without a data plane still tells what its trouble is. */
    private Statistics statisticsIfAny() {
        try {
            return director.statistics();
        } catch (DirectorException e) {
            return NO_STATISTICS;
        }
    }

    private void services(Context context) {
        Statistics statistics = director.statistics();
        answer(
                context,
                new Services(virtualServices().stream()
                        .map(service -> ServicesWire.service(service, statistics))
                        .toList()));
    }

    private void servers(Context context) {
        DirectorStatus status = director.status();
        Statistics statistics = director.statistics();
        answer(
                context,
                new Servers(virtualServices().stream()
                        .flatMap(service -> ServicesWire.servers(service, status, statistics))
                        .toList()));
    }

    private List<VirtualService> virtualServices() {
        return director.desired().map(DesiredState::services).orElse(List.of());
    }

    private void cluster(Context context) {
        DesiredState state = director.desired()
                .orElseThrow(() -> new DirectorException("no state is in force yet: weir status tells why"));
        answer(context, new ClusterText(state.revision(), ClusterFile.render(state)));
    }

    private void change(Context context, BiFunction<String, String, Outcome> verb) throws IOException {
        String name = name(context);
        answer(context, verb.apply(name, BODY.read(context.bodyInputStream())));
    }

    private void answer(Context context, Outcome outcome) {
        answer(
                context,
                switch (outcome) {
                    case Outcome.Planned planned ->
                        Wire.changes(director.status().revision(), planned.plan());
                    case Outcome.Applied applied -> Wire.changes(applied.revision(), applied.plan());
                    case Outcome.Refused refused -> throw ProblemException.refused(Wire.problems(refused.problems()));
                    case Outcome.NoSuchServer missing -> throw ProblemException.noSuchServer(missing.server());
                    case Outcome.Failed failed -> throw ProblemException.notApplied(failed.reason());
                });
    }

    /** What the sender calls the file; it comes back in its problems. */
    private static String name(Context context) {
        String name = context.queryParam("name");
        if (name == null) {
            return "cluster.yaml";
        }
        if (name.length() > MAX_NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("name: it is too long, or has control characters");
        }
        return name;
    }

    private static void description(Context context) throws IOException {
        try (InputStream in = ApiRoutes.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing from the program");
            }
            context.contentType(JSON).result(in.readAllBytes());
        }
    }

    private static void answer(Context context, Object record) {
        context.contentType(JSON).result(Json.bytes(record));
    }
}
