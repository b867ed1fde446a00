package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.linux.KernelRelease;
import dev.weir.linux.LinuxException;
import dev.weir.linux.bpf.BpfLoadException;

/**
 * The kernel did not take the packet path, or would not attach it; tells what it said, and the mend if one is known.
 */
public final class KernelRefusedException extends DataPlaneException {
    private static final long serialVersionUID = 1;

    /** The youngest of what the packet path asks of a kernel: the helper bpf_loop. */
    private static final int SINCE_MAJOR = 5;

    private static final int SINCE_MINOR = 17;
    private static final int LAST_LINES = 12;

    KernelRefusedException(String message, LinuxException cause) {
        super(message, cause);
    }

    /** At the load of the packet path. */
    static KernelRefusedException atLoad(BpfLoadException cause) {
        return atLoad(cause, cause.log(), KernelRelease.running());
    }

    static KernelRefusedException atLoad(LinuxException cause, String log, KernelRelease kernel) {
        String message = "the kernel refuses the packet path: " + cause.errno() + hint(cause, kernel);
        return new KernelRefusedException(log.isBlank() ? message : message + "\n" + lastLines(log), cause);
    }

    private static String hint(LinuxException cause, KernelRelease kernel) {
        if (!kernel.isAtLeast(SINCE_MAJOR, SINCE_MINOR)) {
            return "\nIt needs the BPF helper bpf_loop, which Linux has since " + SINCE_MAJOR + "." + SINCE_MINOR
                    + "; this is " + kernel + ". Boot a newer one.";
        }
        return switch (cause.errno().symbol()) {
            case "EPERM", "EACCES" -> "\nIt takes CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON.";
            case "ENOMEM" -> "\nThere is too little memory for the configured capacity: lower it.";
            default -> "";
        };
    }

    /** The end of a log, where the verifier says what it refused. */
    private static String lastLines(String log) {
        var lines = log.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
