package dev.weir.cli;

import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Small changes of a state, for who does not want to write a second cluster file. */
final class PoolEdits {
    private static final int MAX_NAMED = 10;

    @Option(
            names = "--weight",
            paramLabel = "SERVER=W",
            description = "A server gets weight W; SERVER is ADDRESS:PORT, or ADDRESS for each of its ports.")
    private List<String> weights = List.of();

    @Option(names = "--remove", paramLabel = "SERVER", description = "A server leaves.")
    private List<String> removals = List.of();

    @Option(
            names = "--add",
            paramLabel = "SERVER[=W]",
            description =
                    "A server ADDRESS:PORT joins, with weight W or 1; with several services name one by --service.")
    private List<String> additions = List.of();

    boolean isEmpty() {
        return weights.isEmpty() && removals.isEmpty() && additions.isEmpty();
    }

    /**
     * The state with the changes made.
     *
     * @param services where they are made; everywhere if it is empty
     * @throws IllegalArgumentException if one can't be made; the message says why, and the mend
     */
    DesiredState applyTo(DesiredState state, Set<ServiceKey> services) {
        List<VirtualService> edited = new ArrayList<>(state.services());
        weights.forEach(text -> changeWeight(edited, services, text));
        removals.forEach(text -> remove(edited, services, text));
        additions.forEach(text -> add(edited, services, text));
        return new DesiredState(state.revision(), state.settings(), edited);
    }

    private static void changeWeight(List<VirtualService> state, Set<ServiceKey> services, String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("--weight " + text + ": write SERVER=WEIGHT, such as 10.0.0.1:8080=0");
        }
        int weight = weight("--weight", text.substring(equals + 1));
        replace(state, services, "--weight", text.substring(0, equals), server -> List.of(server.withWeight(weight)));
    }

    private static void remove(List<VirtualService> state, Set<ServiceKey> services, String text) {
        replace(state, services, "--remove", text, _ -> List.of());
    }

    private static void add(List<VirtualService> state, Set<ServiceKey> services, String text) {
        int equals = text.lastIndexOf('=');
        Endpoint endpoint = Endpoint.parse(equals < 0 ? text : text.substring(0, equals));
        int weight = equals < 0 ? 1 : weight("--add", text.substring(equals + 1));
        List<VirtualService> chosen = state.stream()
                .filter(service -> services.isEmpty() || services.contains(service.key()))
                .toList();
        if (chosen.size() != 1) {
            throw new IllegalArgumentException("--add " + text + ": there are " + chosen.size()
                    + " services it could join; say which one by --service, one of " + names(state));
        }
        state.replaceAll(service -> service.equals(chosen.getFirst())
                ? service.withServers(joined(service.servers(), new RealServer(endpoint, weight)))
                : service);
    }

    private static List<RealServer> joined(List<RealServer> servers, RealServer server) {
        List<RealServer> joined = new ArrayList<>(servers);
        joined.add(server);
        return joined;
    }

    private static int weight(String option, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    option + ": '" + text + "' is no weight, a number of 0 to " + RealServer.MAX_WEIGHT, e);
        }
    }

    /** Puts, for each server that is meant, what {@code by} makes of it in its place. */
    private static void replace(
            List<VirtualService> state,
            Set<ServiceKey> services,
            String option,
            String server,
            Function<RealServer, List<RealServer>> by) {
        Predicate<RealServer> meant = meant(server);
        Predicate<VirtualService> edited = service -> (services.isEmpty() || services.contains(service.key()))
                && service.servers().stream().anyMatch(meant);
        if (state.stream().noneMatch(edited)) {
            throw new IllegalArgumentException(
                    option + ": no service has a server " + server + "; there are " + servers(state));
        }
        state.replaceAll(service -> edited.test(service)
                ? service.withServers(service.servers().stream()
                        .flatMap(member -> (meant.test(member) ? by.apply(member) : List.of(member)).stream())
                        .toList())
                : service);
    }

    private static String servers(List<VirtualService> state) {
        return state.stream()
                .flatMap(service -> service.servers().stream())
                .map(member -> member.endpoint().toString())
                .distinct()
                .limit(MAX_NAMED)
                .collect(Collectors.joining(", "));
    }

    private static Predicate<RealServer> meant(String text) {
        boolean hasPort = text.startsWith("[") || (text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':'));
        if (hasPort) {
            Endpoint endpoint = Endpoint.parse(text);
            return server -> server.endpoint().equals(endpoint);
        }
        return server -> server.endpoint().address().toString().equals(text);
    }

    private static String names(List<VirtualService> state) {
        return state.stream()
                .map(service -> ServiceName.of(service.key()))
                .limit(MAX_NAMED)
                .collect(Collectors.joining(", "));
    }
}
