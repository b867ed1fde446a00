package dev.weir.dataplane.kernel;

/**
 * A server of a held service.
 *
 * @param place where its record stands in {@code servers}, {@code server_loads} and {@code server_counters}
 */
record HeldServer(int place, int weight) {
    HeldServer withWeight(int newWeight) {
        return new HeldServer(place, newWeight);
    }
}
