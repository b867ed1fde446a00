package dev.weir.director;

import dev.weir.linux.Capability;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The capabilities that a director needs: a part of root's power, not all of it. */
final class Rights {
    /** What for, by capability. */
    private static final Map<Capability, String> NEEDED = new TreeMap<>(Map.of(
            Capability.BPF, "load the packet path",
            Capability.PERFMON, "have the verifier allow the packet path's pointer arithmetic",
            Capability.NET_ADMIN, "attach the packet path, set addresses and keep neighbours resolved",
            Capability.NET_RAW, "send and see raw frames"));

    private Rights() {}

    /** The names of those that the calling thread holds, and a director can use. */
    static List<String> held() {
        Set<Capability> effective = withImplied(Capability.effective());
        return NEEDED.keySet().stream()
                .filter(effective::contains)
                .map(Capability::kernelName)
                .toList();
    }

    /** @throws DirectorException that names each capability that is missing, what for, and how to grant them */
    static void requireAll() {
        requireAll(Capability.effective());
    }

    static void requireAll(Set<Capability> effective) {
        Set<Capability> missing = EnumSet.copyOf(NEEDED.keySet());
        missing.removeAll(withImplied(effective));
        if (!missing.isEmpty()) {
            throw new DirectorException(complaint(missing));
        }
    }

    /** CAP_SYS_ADMIN holds what CAP_BPF and CAP_PERFMON do, for they were split from it (Linux 5.8). */
    private static Set<Capability> withImplied(Set<Capability> effective) {
        Set<Capability> all = EnumSet.noneOf(Capability.class);
        all.addAll(effective);
        if (all.contains(Capability.SYS_ADMIN)) {
            all.addAll(Set.of(Capability.BPF, Capability.PERFMON));
        }
        return all;
    }

    private static String complaint(Set<Capability> missing) {
        String lacks = missing.stream()
                .map(capability -> "\n  " + capability.kernelName() + " to " + NEEDED.get(capability))
                .collect(Collectors.joining());
        String ambient = list(",", capability -> "+" + capability.name().toLowerCase(Locale.ROOT));
        return "the director lacks" + lacks + "\nRun it as root or grant them: in a systemd unit by\n"
                + "  AmbientCapabilities=" + list(" ", Capability::kernelName) + "\nor, as root in a shell, by\n"
                + "  setpriv --inh-caps " + ambient + " --ambient-caps " + ambient + " weir director ...";
    }

    private static String list(String separator, Function<Capability, String> naming) {
        return NEEDED.keySet().stream().map(naming).collect(Collectors.joining(separator));
    }
}
