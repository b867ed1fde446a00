package dev.weir.dataplane.kernel;

import dev.weir.linux.KernelRelease;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.BpfProgramInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a data plane in the kernel tells of itself.
 *
 * @param kernel the kernel that runs
 * @param programs those that are loaded, that for XDP first
 * @param attachments where they run
 * @param missing interfaces that are listed and do not exist
 * @param connectionBytes kernel memory of the connection table for each connection it has room for
 * @param mapBytes kernel memory of all maps
 */
public record KernelFacts(
        KernelRelease kernel,
        List<BpfProgramInfo> programs,
        List<Attachment> attachments,
        Set<String> missing,
        double connectionBytes,
        long mapBytes) {
    private static final long MEBIBYTE = 1 << 20;

    public KernelFacts {
        programs = List.copyOf(programs);
        attachments = List.copyOf(attachments);
        missing = Set.copyOf(missing);
    }

    static KernelFacts of(Installation installation, List<String> interfaces, List<Attachment> attachments) {
        Set<String> missing = new TreeSet<>(interfaces);
        attachments.forEach(attachment -> missing.remove(attachment.interfaceName()));
        long capacity = installation.map(MapName.CONN_ENTRIES).info().maxEntries() - 1L;
        long table = memory(installation, MapName.CONN_ENTRIES) + memory(installation, MapName.CONN_INDEX);
        long all = MapName.all().stream()
                .mapToLong(map -> memory(installation, map))
                .sum();
        return new KernelFacts(
                KernelRelease.running(),
                installation.programs().stream().map(BpfProgram::info).toList(),
                attachments,
                missing,
                (double) table / capacity,
                all);
    }

    private static long memory(Installation installation, MapName map) {
        return installation.map(map).info().memoryBytes();
    }

    /** The same as texts by stable names, for who shows them. */
    public Map<String, String> asTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("kernel", kernel.toString());
        texts.put("program", programs.stream().map(KernelFacts::text).collect(Collectors.joining(", ")));
        if (!missing.isEmpty()) {
            texts.put("missing-interfaces", String.join(", ", new TreeSet<>(missing)));
        }
        texts.put("memory-per-connection", Math.round(connectionBytes) + " bytes");
        texts.put("map-memory", mapBytes / MEBIBYTE + " MiB");
        return texts;
    }

    private static String text(BpfProgramInfo program) {
        return program.tag() + (program.machineCodeBytes() > 0 ? " (compiled)" : " (interpreted)");
    }
}
