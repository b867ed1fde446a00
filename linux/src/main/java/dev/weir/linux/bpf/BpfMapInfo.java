package dev.weir.linux.bpf;

import dev.weir.linux.Descriptor;
import dev.weir.linux.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the kernel says of a map.
 *
 * @param id its number in this kernel
 * @param name its name, of at most 15 letters
 * @param type its {@code enum bpf_map_type}
 * @param keySize length of a key in bytes
 * @param valueSize length of a value in bytes; of one CPU's, where each has its own
 * @param maxEntries how many elements it holds at most
 * @param flags the {@code BPF_F_...} that it was created with
 * @param memoryBytes the kernel memory that it takes
 */
public record BpfMapInfo(
        int id, String name, int type, int keySize, int valueSize, int maxEntries, int flags, long memoryBytes) {
    /** Of {@code struct bpf_map_info}. */
    private static final long SIZE = 88;

    /** BPF_MAP_TYPE_PERCPU_HASH, _PERCPU_ARRAY and _LRU_PERCPU_HASH. */
    private static final Set<Integer> PER_CPU_TYPES = Set.of(5, 6, 10);

    static BpfMapInfo of(Descriptor descriptor, String map) {
        Memory info = BpfPin.info(descriptor, "map " + map, SIZE);
        return new BpfMapInfo(
                info.getInt(4),
                BpfPin.name(info, 24),
                info.getInt(0),
                info.getInt(8),
                info.getInt(12),
                info.getInt(16),
                info.getInt(20),
                memoryBytes(descriptor));
    }

    private static long memoryBytes(Descriptor descriptor) {
        try (var lines = Files.lines(Path.of("/proc/self/fdinfo/" + descriptor.number()))) {
            return lines.filter(line -> line.startsWith("memlock:"))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether each CPU has a value of its own. */
    public boolean isPerCpu() {
        return PER_CPU_TYPES.contains(type);
    }

    /** Length in bytes of what a look-up returns: of one value, or of one for each possible CPU. */
    public long lookupSize() {
        return isPerCpu() ? perCpuStride() * PossibleCpus.count() : valueSize;
    }

    /** How far the values of two CPUs lie apart in what a look-up returns, in bytes. */
    public long perCpuStride() {
        return (valueSize + 7L) & ~7L;
    }
}
