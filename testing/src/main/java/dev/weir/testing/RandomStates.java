package dev.weir.testing;

import dev.weir.dataplane.ServerKey;
import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.MatchTable;
import dev.weir.model.NextHop;
import dev.weir.model.RealServer;
import dev.weir.model.ServiceKey;
import dev.weir.model.Timeouts;
import dev.weir.model.VirtualService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Draws valid states at random, from so few addresses and ports that two of them have much in common: some
 * services and servers the same, some altered, some in one only.
 */
public final class RandomStates {
    /** No state has more services. */
    public static final int MAX_SERVICES = 8;

    /** No state's services are reached by more matches together. */
    public static final int MAX_MATCHES = 4 * MAX_SERVICES;

    /** No service has more servers. */
    public static final int MAX_SERVERS = 6;

    private final RandomGenerator random;
    private final RandomServices services;

    /** Draws all that can be asked of a director. */
    public RandomStates(RandomGenerator random) {
        this.random = random;
        this.services = new RandomServices(random);
    }

    /** Services that claim what an earlier one has are left out. */
    public DesiredState state() {
        Set<ServiceKey> keys = new HashSet<>();
        MatchTable<ServiceKey> matches = new MatchTable<>();
        List<VirtualService> drawn = new ArrayList<>();
        int count = random.nextInt(MAX_SERVICES + 1);
        for (int i = 0; i < count; i++) {
            VirtualService service = service();
            boolean isFree = keys.add(service.key())
                    && service.matches().stream()
                            .allMatch(
                                    match -> matches.claim(match, service.key()).isEmpty());
            if (isFree) {
                drawn.add(service);
            }
        }
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), Capacity.DEFAULT, Timeouts.DEFAULT);
        return new DesiredState(1, settings, drawn);
    }

    public VirtualService service() {
        return services.service();
    }

    /** A way to most of the servers of {@code state}: to one in eight none is known. */
    public Map<ServerKey, NextHop> waysTo(DesiredState state) {
        Map<ServerKey, NextHop> ways = new HashMap<>();
        for (VirtualService service : state.services()) {
            for (RealServer server : service.servers()) {
                if (random.nextInt(8) != 0) {
                    ways.put(new ServerKey(service.key(), server.endpoint()), nextHop());
                }
            }
        }
        return ways;
    }

    public NextHop nextHop() {
        int neighbour = 1 + random.nextInt(3);
        return new NextHop(
                2,
                new MacAddress(0x02_00_00_00_00_feL),
                new MacAddress(0x02_00_00_00_01_00L + neighbour),
                IpAddress.parse("10.0.0.254"),
                1500);
    }

    /** One of {@code choices}, each as likely. */
    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
