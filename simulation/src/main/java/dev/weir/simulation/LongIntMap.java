package dev.weir.simulation;

import java.util.Arrays;

/** Numbers by 64-bit hashes, without an object for each: open addressing with linear probing, at most half full. */
final class LongIntMap {
    /** What {@link #get} says of a key that is not there; no value may be it. */
    static final int ABSENT = -1;

    private static final int FIRST_CAPACITY = 1_024;

    private long[] keys = new long[FIRST_CAPACITY];
    private int[] values = filled(FIRST_CAPACITY);
    private int size;

    private static int[] filled(int capacity) {
        int[] values = new int[capacity];
        Arrays.fill(values, ABSENT);
        return values;
    }

    int get(long key) {
        return values[place(key)];
    }

    void put(long key, int value) {
        int place = place(key);
        if (values[place] == ABSENT) {
            size++;
        }
        keys[place] = key;
        values[place] = value;
        if (size > keys.length / 2) {
            grow();
        }
    }

    /** Where the key stands or would stand. */
    private int place(long key) {
        int place = (int) key & (keys.length - 1);
        while (values[place] != ABSENT && keys[place] != key) {
            place = (place + 1) & (keys.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = filled(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
