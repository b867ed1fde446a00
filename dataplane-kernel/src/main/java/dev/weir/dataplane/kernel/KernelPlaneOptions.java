package dev.weir.dataplane.kernel;

import dev.weir.model.AttachModes;
import dev.weir.model.Capacity;
import dev.weir.model.Timeouts;
import java.nio.file.Path;
import java.util.List;

/**
 * What a data plane in the kernel is opened with.
 *
 * @param pinDirectory a folder of a BPF file system, made if it isn't there, that holds nothing else
 * @param interfaces names of the interfaces whose packets it looks at, in the calling thread's network namespace
 * @param attach where in their receive paths it does
 * @param capacity how much it holds; fixed while it runs
 * @param timeouts how long connections are kept
 * @param hashSecret 16 bytes that key the hashes of flows and clients
 */
@SuppressWarnings("ArrayRecordComponent") // copied in, never compared
public record KernelPlaneOptions(
        Path pinDirectory,
        List<String> interfaces,
        AttachModes attach,
        Capacity capacity,
        Timeouts timeouts,
        byte[] hashSecret) {
    public static final int SECRET_LENGTH = 16;

    public KernelPlaneOptions {
        interfaces = List.copyOf(interfaces);
        hashSecret = hashSecret.clone();
        if (hashSecret.length != SECRET_LENGTH) {
            throw new IllegalArgumentException("a hash secret has 16 bytes, not " + hashSecret.length);
        }
    }

    /** Attached to each interface as is best for it. */
    public KernelPlaneOptions(
            Path pinDirectory, List<String> interfaces, Capacity capacity, Timeouts timeouts, byte[] hashSecret) {
        this(pinDirectory, interfaces, AttachModes.AUTO, capacity, timeouts, hashSecret);
    }
}
