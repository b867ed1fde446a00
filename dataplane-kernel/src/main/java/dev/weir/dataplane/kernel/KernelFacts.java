package dev.weir.dataplane.kernel;

import dev.weir.linux.KernelRelease;
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
 * @param program the tag of the program, a hash of its instructions
 * @param machineCodeBytes what the JIT compiler made of it; 0 where it is interpreted
 * @param attachments where it runs
 * @param missing interfaces that are listed and do not exist
 * @param connectionBytes kernel memory of the connection table for each connection it has room for
 * @param mapBytes kernel memory of all maps
 */
public record KernelFacts(
        KernelRelease kernel,
        String program,
        int machineCodeBytes,
        List<Attachment> attachments,
        Set<String> missing,
        double connectionBytes,
        long mapBytes) {
    private static final long MEBIBYTE = 1 << 20;

    public KernelFacts {
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
        var info = installation.program().info();
        return new KernelFacts(
                KernelRelease.running(),
                info.tag(),
                info.machineCodeBytes(),
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
        texts.put("program", program + (machineCodeBytes > 0 ? " (compiled)" : " (interpreted)"));
        texts.put("xdp", attachments.stream().map(KernelFacts::text).collect(Collectors.joining(", ")));
        if (!missing.isEmpty()) {
            texts.put("missing-interfaces", String.join(", ", new TreeSet<>(missing)));
        }
        texts.put("memory-per-connection", Math.round(connectionBytes) + " bytes");
        texts.put("map-memory", mapBytes / MEBIBYTE + " MiB");
        return texts;
    }

    private static String text(Attachment attachment) {
        String mode = switch (attachment.mode()) {
            case XDP_NATIVE -> "native";
            case XDP_GENERIC -> "generic";
            case TCX_INGRESS -> "tc";
        };
        return attachment.interfaceName() + " (" + mode + ")";
    }
}
