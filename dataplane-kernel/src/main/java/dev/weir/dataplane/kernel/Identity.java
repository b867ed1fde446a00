package dev.weir.dataplane.kernel;

import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whose maps these are: by what key they hash, and by which layouts they were written.
 *
 * @param hashKey the key of all hashes of the packet path, 32 bytes
 * @param layouts a {@link LayoutDigest}
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record Identity(byte[] hashKey, byte[] layouts) {

    /** That of maps made anew. */
    static Identity of(Btf btf, byte[] secret) {
        return new Identity(LayoutDigest.sha256(secret), LayoutDigest.of(btf));
    }

    /**
     * That of the maps that are pinned; none if there are none, or if their maker was killed before they were
     * complete.
     */
    static Optional<Identity> pinned(Pins pins, Btf btf) {
        if (!Files.exists(pins.map(MapName.IDENTITY))) {
            return Optional.empty();
        }
        try (BpfMap map = BpfMap.openPinned(pins.map(MapName.IDENTITY))) {
            Memory record = Memory.allocate(map.info().valueSize());
            map.lookup(0, record);
            return record.size() == layout(btf).size() ? read(record, btf) : Optional.of(foreign());
        }
    }

    private static Optional<Identity> read(Memory record, Btf btf) {
        byte[] layouts = layouts(btf).getBytes(record);
        boolean isWritten = !Arrays.equals(layouts, new byte[layouts.length]);
        return isWritten ? Optional.of(new Identity(hashKey(btf).getBytes(record), layouts)) : Optional.empty();
    }

    /** Of a release that is not even identified alike. */
    private static Identity foreign() {
        return new Identity(new byte[0], new byte[0]);
    }

    void writeTo(BpfMap map, Btf btf) {
        Memory record = layout(btf).allocate();
        layouts(btf).setBytes(record, layouts);
        hashKey(btf).setBytes(record, hashKey);
        map.update(0, record);
    }

    boolean hasLayoutsOf(Btf btf) {
        return Arrays.equals(layouts, LayoutDigest.of(btf));
    }

    boolean hasKeyOf(byte[] secret) {
        return Arrays.equals(hashKey, LayoutDigest.sha256(secret));
    }

    private static RecordLayout layout(Btf btf) {
        return btf.record("identity");
    }

    private static Field layouts(Btf btf) {
        return layout(btf).field("layouts");
    }

    private static Field hashKey(Btf btf) {
        return layout(btf).field("hash_key");
    }
}
