package dev.weir.simulation;

/** A set of 64-bit hashes, without an object for each: open addressing with linear probing, at most half full. */
final class LongSet {
    private static final int FIRST_CAPACITY = 1_024;

    /** Where nothing stands; the hash that it is is taken for another. */
    private static final long EMPTY = 0;

    private long[] places = new long[FIRST_CAPACITY];
    private int size;

    /** Whether {@code hash} was not there yet. */
    boolean add(long hash) {
        long kept = hash == EMPTY ? ~EMPTY : hash;
        int place = place(kept);
        if (places[place] != EMPTY) {
            return false;
        }
        places[place] = kept;
        size++;
        if (size > places.length / 2) {
            grow();
        }
        return true;
    }

    int size() {
        return size;
    }

    /** Where the hash stands or would stand. */
    private int place(long hash) {
        int place = (int) hash & (places.length - 1);
        while (places[place] != EMPTY && places[place] != hash) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] former = places;
        places = new long[former.length * 2];
        for (long hash : former) {
            if (hash != EMPTY) {
                places[place(hash)] = hash;
            }
        }
    }
}
