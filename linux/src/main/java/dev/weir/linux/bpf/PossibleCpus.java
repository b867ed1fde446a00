package dev.weir.linux.bpf;

import dev.weir.linux.ErrnoCall;

/** The CPUs that this machine may ever have: each has a value in a per-CPU map. */
public final class PossibleCpus {
    private static final int COUNT =
            ErrnoCall.checked("count", "possible CPUs", errno -> (int) Libbpf.NUM_POSSIBLE_CPUS.invokeExact(errno));

    private PossibleCpus() {}

    /** How many; it does not change while the machine runs. */
    public static int count() {
        return COUNT;
    }
}
