package dev.weir.benchmarks.scheduling;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A pool of 1,000 servers with random weights from 1 to 100, always the same. */
final class LargePool {
    static final int SERVERS = 1_000;

    private static final int FIRST_ADDRESS = 0x0a_01_00_00;
    private static final int HEAVIEST = 100;

    private LargePool() {}

    static List<RealServer> servers() {
        Random random = new Random(1);
        return IntStream.range(0, SERVERS)
                .mapToObj(i -> new RealServer(
                        new Endpoint(IpAddress.ofIpv4(FIRST_ADDRESS + i), 8080), 1 + random.nextInt(HEAVIEST)))
                .toList();
    }
}
