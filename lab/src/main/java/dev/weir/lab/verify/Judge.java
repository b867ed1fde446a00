package dev.weir.lab.verify;

import dev.weir.lab.network.Host;
import dev.weir.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what is wrong with a {@link Sample}; nothing, if the service did all it must. */
final class Judge {
    /**
     * How far from an even share a server may be. Turns are exact, but a datagram from a port that was used
     * before goes where the earlier one went.
     */
    private static final double UNEVENNESS = 0.1;

    private Judge() {}

    static List<String> faults(Sample sample) {
        List<String> faults = new ArrayList<>();
        failures(sample).ifPresent(faults::add);
        unevenServers(sample).forEach(faults::add);
        otherClients(sample).ifPresent(faults::add);
        wrongWay(sample).ifPresent(faults::add);
        return faults;
    }

    private static Optional<String> failures(Sample sample) {
        List<String> failures = sample.failures();
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of("%d of %d requests failed, the first: %s"
                        .formatted(failures.size(), sample.requests(), failures.getFirst()));
    }

    private static Stream<String> unevenServers(Sample sample) {
        List<Host> servers = sample.target().service().servers();
        double share = (double) sample.requests() / servers.size();
        double tolerance = Math.max(1, share * UNEVENNESS);
        return servers.stream().map(Host::label).flatMap(server -> {
            int requests = sample.requestsByServer().getOrDefault(server, 0);
            return Math.abs(requests - share) <= tolerance
                    ? Stream.of()
                    : Stream.of("%s served %d requests, its share is %.0f".formatted(server, requests, share));
        });
    }

    private static Optional<String> otherClients(Sample sample) {
        IpAddress client = Host.CLIENT.address(sample.target().service().vip().family());
        Map<String, Integer> expected = sample.served() == 0 ? Map.of() : Map.of(client.toString(), sample.served());
        return sample.requestsByClient().equals(expected)
                ? Optional.empty()
                : Optional.of("the servers saw the clients %s, not %s".formatted(sample.requestsByClient(), expected));
    }

    private static Optional<String> wrongWay(Sample sample) {
        boolean mustBypass = sample.target().service().repliesBypassDirector();
        long right =
                mustBypass ? sample.replies().pastDirector() : sample.replies().byDirector();
        long wrong =
                mustBypass ? sample.replies().byDirector() : sample.replies().pastDirector();
        if (wrong > 0) {
            return Optional.of(wrong
                    + (mustBypass
                            ? " reply packets went by the director, and must not"
                            : " reply packets went past the director, and must not"));
        }
        return right >= sample.served()
                ? Optional.empty()
                : Optional.of("%d requests were served with only %d reply packets seen on their way"
                        .formatted(sample.served(), right));
    }
}
