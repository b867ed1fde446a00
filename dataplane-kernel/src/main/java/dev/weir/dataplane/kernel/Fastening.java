package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.netlink.Link;
import java.nio.file.Path;

/**
 * How a program is held at an interface, under a name in bpffs by which it is found again. The interface is one of the
 * calling thread's network namespace.
 */
sealed interface Fastening permits FilterFastening, LinkFastening {

    /**
     * Attaches a program where none of Weir's is.
     *
     * @throws dev.weir.linux.LinuxException if the kernel refuses
     */
    void attach(BpfProgram program, Link at, Path pin);

    /** Puts a program into an attachment that stands; false if that is of an interface that has gone. */
    boolean takeOver(BpfProgram program, Link at, Path pin);

    /** Takes the program off the interface, if that is still there, and removes the name. */
    void detach(Path pin);
}
