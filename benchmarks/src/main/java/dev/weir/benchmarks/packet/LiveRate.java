package dev.weir.benchmarks.packet;

import java.util.Comparator;
import java.util.List;

/**
 * How fast one processor runs a program on live frames.
 *
 * @param packetsPerSecond processed, whatever becomes of them
 * @param arrivedPerSecond of those, what arrived at the other end of the veth
 */
record LiveRate(String program, double packetsPerSecond, double arrivedPerSecond) {
    /** The middle one by the packets processed. */
    static LiveRate median(List<LiveRate> rates) {
        return rates.stream()
                .sorted(Comparator.comparingDouble(LiveRate::packetsPerSecond))
                .toList()
                .get(rates.size() / 2);
    }
}
