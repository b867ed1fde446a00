package dev.weir.scheduling.choice;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code mh} with a bounded load: from the slot that the hash means on, the first server that has less than its
 * bound, a percentage of its share by pull of all connections and the new one.
 *
 * @see <a href="https://arxiv.org/abs/1608.01350">Mirrokni, Thorup and Zadimoghaddam, Consistent hashing with bounded
 *     loads, SODA 2018</a>
 */
final class WithinBound implements Choice {
    private static final int PERCENT = 100;

    private final Slots table;
    private final int[] servers;
    private final int percent;

    WithinBound(Slots table, int percent) {
        this.table = table;
        this.servers = table.distinctServers();
        this.percent = percent;
    }

    @Override
    public OptionalInt choose(Arrival arrival, List<Load> loads) {
        long connections = loads.stream().mapToLong(Load::connections).sum();
        long totalPull =
                Arrays.stream(servers).mapToLong(i -> loads.get(i).pull()).sum();
        BigInteger allowed = BigInteger.valueOf(percent).multiply(BigInteger.valueOf(connections + 1));
        BigInteger whole = BigInteger.valueOf(PERCENT).multiply(BigInteger.valueOf(totalPull));
        return table.firstFrom(table.ofHash(arrival.hash()), server -> {
            Load load = loads.get(server);
            BigInteger has = BigInteger.valueOf(load.connections()).multiply(whole);
            return load.takesNew() && has.compareTo(allowed.multiply(BigInteger.valueOf(load.pull()))) < 0;
        });
    }
}
