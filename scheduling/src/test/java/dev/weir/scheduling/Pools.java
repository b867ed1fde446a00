package dev.weir.scheduling;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Pools of servers for tests; the n-th server is 10.0.0.0 + n. */
final class Pools {
    static final byte[] SECRET = "sixteen secret b".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private Pools() {}

    static List<RealServer> weighing(int... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(i -> new RealServer(new Endpoint(IpAddress.ofIpv4(0x0a00_0000 + i), 80), weights[i]))
                .toList();
    }

    static List<RealServer> equal(int count) {
        int[] weights = new int[count];
        Arrays.fill(weights, 1);
        return weighing(weights);
    }

    static List<RealServer> shuffled(List<RealServer> servers, Random random) {
        List<RealServer> shuffled = new ArrayList<>(servers);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    static List<RealServer> without(List<RealServer> servers, int index) {
        List<RealServer> rest = new ArrayList<>(servers);
        rest.remove(index);
        return rest;
    }

    /** How many slots each server has. */
    static int[] counts(int[] slots, int servers) {
        int[] counts = new int[servers];
        Arrays.stream(slots).forEach(slot -> counts[slot]++);
        return counts;
    }

    /** Slots as the endpoints of their servers, to compare tables of pools in different order. */
    static List<Endpoint> endpoints(int[] slots, List<RealServer> servers) {
        return Arrays.stream(slots)
                .mapToObj(slot -> servers.get(slot).endpoint())
                .toList();
    }
}
