package dev.weir.monitor;

import dev.weir.api.Weight;
import dev.weir.dataplane.ServerKey;
import dev.weir.director.Outcome;
import dev.weir.model.Endpoint;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Sets the weight of one server of one service, and clears it again. */
final class WeightRoutes {
    /** A service is {@code PROTOCOL:VIP:PORT}, a server {@code RIP:PORT}. */
    static final String PATH = "services/{service}/servers/{server}/weight";

    private static final BoundedBody BODY = new BoundedBody(1_024, Duration.ofSeconds(5));

    private final ServedDirector director;

    WeightRoutes(ServedDirector director) {
        this.director = director;
    }

    Outcome set(Context context) throws IOException {
        ServerKey server = server(context);
        return director.setWeight(server, weight(BODY.read(context.bodyInputStream())));
    }

    Outcome clear(Context context) {
        return director.clearWeight(server(context));
    }

    private static ServerKey server(Context context) {
        return new ServerKey(
                parameter(context, "service", WeightRoutes::service), parameter(context, "server", Endpoint::parse));
    }

    private static <T> T parameter(Context context, String name, Function<String, T> parse) {
        try {
            return parse.apply(context.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(name + ": " + e.getMessage());
        }
    }

    private static ServiceKey service(String text) {
        int colon = text.indexOf(':');
        String word = text.substring(0, Math.max(0, colon));
        Optional<Protocol> protocol = Arrays.stream(Protocol.values())
                .filter(candidate -> candidate.name().equalsIgnoreCase(word))
                .findFirst();
        return protocol.map(known -> new ServiceKey(Endpoint.parse(text.substring(colon + 1)), known))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no PROTOCOL:VIP:PORT, such as tcp:192.0.2.10:80"));
    }

    private static int weight(String body) {
        int weight = Weight.parse(body)
                .orElseThrow(() -> ProblemException.badRequest("the body is no {\"weight\": NUMBER}"))
                .weight();
        if (weight < 0 || weight > RealServer.MAX_WEIGHT) {
            throw ProblemException.badRequest(
                    "weight " + weight + " is not within 0.." + RealServer.MAX_WEIGHT + "; 0 quiesces the server");
        }
        return weight;
    }
}
