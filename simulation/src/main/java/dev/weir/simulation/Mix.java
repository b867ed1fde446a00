package dev.weir.simulation;

/** Stirs the bits of numbers so that each bit of the result depends on all; one to one, so that nothing collides. */
final class Mix {
    private Mix() {}

    /** The finalizer of SplitMix64 (David Stafford's variant 13 of MurmurHash3's). */
    static long of(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }

    /** The finalizer of MurmurHash3's 32-bit variant; as an unsigned number. */
    static long of32(int bits) {
        int mixed = (bits ^ (bits >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return (mixed ^ (mixed >>> 16)) & 0xffff_ffffL;
    }
}
