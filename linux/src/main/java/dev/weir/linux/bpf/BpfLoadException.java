package dev.weir.linux.bpf;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;

/** An object could not be opened or loaded; carries what libbpf and the kernel's verifier said. */
public final class BpfLoadException extends LinuxException {
    private static final long serialVersionUID = 1;

    private final String log;

    BpfLoadException(String operation, String object, Errno errno, String log) {
        super(operation, object, errno, log.strip());
        this.log = log;
    }

    /** The verifier's log, whole, with libbpf's messages around it. */
    public String log() {
        return log;
    }
}
