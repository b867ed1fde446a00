package dev.weir.director;

import dev.weir.dataplane.ServerKey;
import dev.weir.model.DesiredState;
import dev.weir.model.Endpoint;
import dev.weir.model.Protocol;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.VirtualService;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weights that were set from outside, by an agent or an operator: they lie over those of the cluster file until they
 * are cleared or the server leaves the file. A file in the run directory keeps them, so that the next director has
 * them too; one {@code WEIGHT PROTOCOL VIP SERVER} a line. Owned by the director's thread.
 */
final class WeightOverrides {
    private static final Logger LOG = LoggerFactory.getLogger(WeightOverrides.class);
    private static final String FILE_NAME = "weights";

    private final Path file;
    private Map<ServerKey, Integer> weights;

    WeightOverrides(Path runDirectory) {
        file = runDirectory.resolve(FILE_NAME);
        weights = Map.copyOf(read());
    }

    private Map<ServerKey, Integer> read() {
        Map<ServerKey, Integer> read = new TreeMap<>();
        if (!Files.exists(file)) {
            return read;
        }
        try {
            String text = new String(AtomicFile.at(file).read(), StandardCharsets.UTF_8);
            text.lines().forEach(line -> readLine(line, read));
        } catch (DirectorException e) {
            LOG.warn("{}; weights that were set are forgotten: set them again", e.getMessage());
        }
        return read;
    }

    private void readLine(String line, Map<ServerKey, Integer> read) {
        try {
            String[] words = line.split(" ", -1);
            if (words.length != 4) {
                throw new IllegalArgumentException("four words are wanted");
            }
            Protocol protocol = Protocol.valueOf(words[1].toUpperCase(Locale.ROOT));
            ServiceKey service = new ServiceKey(Endpoint.parse(words[2]), protocol);
            RealServer server = new RealServer(Endpoint.parse(words[3]), Integer.parseInt(words[0]));
            read.put(new ServerKey(service, server.endpoint()), server.weight());
        } catch (IllegalArgumentException e) {
            LOG.warn("{}: '{}' is no WEIGHT PROTOCOL VIP SERVER ({}), so it is ignored", file, line, e.getMessage());
        }
    }

    /** By server, the weight that was set. */
    Map<ServerKey, Integer> weights() {
        return weights;
    }

    /** {@code state} with the weights that were set; the same if none of its servers' was. */
    DesiredState over(DesiredState state) {
        if (weights.isEmpty()) {
            return state;
        }
        Set<ServiceKey> concerned =
                weights.keySet().stream().map(ServerKey::service).collect(Collectors.toSet());
        List<VirtualService> services = new ArrayList<>(state.services());
        services.replaceAll(service -> concerned.contains(service.key()) ? over(service) : service);
        return new DesiredState(state.revision(), state.settings(), services);
    }

    private VirtualService over(VirtualService service) {
        return service.withServers(service.servers().stream()
                .map(server -> {
                    Integer set = weights.get(new ServerKey(service.key(), server.endpoint()));
                    return set == null ? server : server.withWeight(set);
                })
                .toList());
    }

    /** Puts weights on the disk beside the file; they are the file's when that is committed. */
    AtomicFile.Staged stage(Map<ServerKey, Integer> newWeights) {
        return AtomicFile.at(file)
                .stage(text(newWeights).getBytes(StandardCharsets.UTF_8), AtomicFile.Readers.EVERYONE);
    }

    /** Goes by these weights from now on. */
    void use(Map<ServerKey, Integer> newWeights) {
        weights = Map.copyOf(newWeights);
    }

    /** Forgets the weights of servers that {@code state} hasn't. */
    void keepOnly(DesiredState state) {
        Set<ServerKey> gone = new HashSet<>(weights.keySet());
        for (VirtualService service : state.services()) {
            service.servers().forEach(server -> gone.remove(new ServerKey(service.key(), server.endpoint())));
        }
        if (!gone.isEmpty()) {
            Map<ServerKey, Integer> kept = new TreeMap<>(weights);
            kept.keySet().removeAll(gone);
            use(kept);
            LOG.info("the weights that were set of {} are forgotten: the file has no such servers", gone);
            write(kept);
        }
    }

    /** A line too many does no harm: it is dropped again by the next director. */
    private void write(Map<ServerKey, Integer> kept) {
        try (AtomicFile.Staged staged = stage(kept)) {
            staged.commit();
        } catch (DirectorException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private static String text(Map<ServerKey, Integer> weights) {
        return new TreeMap<>(weights)
                .entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String line(ServerKey key, int weight) {
        ServiceKey service = key.service();
        return weight + " " + service.protocol().name().toLowerCase(Locale.ROOT) + " " + service.vip() + " "
                + key.server() + "\n";
    }
}
