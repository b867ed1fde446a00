package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Work of the network stack that an interface may take over, and that ethtool(8) switches.
 *
 * <p>An interface is looked up by name in the calling thread's network namespace.
 */
public enum Offload {
    RECEIVE_CHECKSUM(0x14, 0x15),
    /** VLAN tags are taken off frames before anybody sees them, XDP programs included. */
    RECEIVE_VLAN(0x25, 0x26, 1 << 8),
    TRANSMIT_CHECKSUM(0x16, 0x17),
    SCATTER_GATHER(0x18, 0x19),
    TCP_SEGMENTATION(0x1e, 0x1f),
    GENERIC_SEGMENTATION(0x23, 0x24),
    GENERIC_RECEIVE(0x2b, 0x2c);

    private static final long SIOCETHTOOL = 0x8946;
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int IFNAMSIZ = 16;

    /** Of {@code struct ifreq}: a name of 16 bytes, then a union that may be a pointer. */
    private static final long IFREQ_SIZE = 40;

    private static final MethodHandle SOCKET = CLibrary.LIBC.function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL =
            CLibrary.LIBC.variadicFunction("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

    private final int getCommand;
    private final int setCommand;

    /** Its bit in the value, which may hold others. */
    private final int flag;

    Offload(int getCommand, int setCommand) {
        this(getCommand, setCommand, 1);
    }

    Offload(int getCommand, int setCommand, int flag) {
        this.getCommand = getCommand;
        this.setCommand = setCommand;
        this.flag = flag;
    }

    /**
     * Whether it is on.
     *
     * @throws LinuxException ENODEV if there is no such interface
     */
    public boolean isEnabled(String interfaceName) {
        return (command(interfaceName, getCommand, 0) & flag) != 0;
    }

    /** Switches it on; does nothing if it is. */
    public void enable(String interfaceName) {
        command(interfaceName, setCommand, others(interfaceName) | flag);
    }

    /** Switches it off; does nothing if it is. */
    public void disable(String interfaceName) {
        command(interfaceName, setCommand, others(interfaceName));
    }

    private int others(String interfaceName) {
        return flag == 1 ? 0 : command(interfaceName, getCommand, 0) & ~flag;
    }

    private int command(String interfaceName, int command, int value) {
        if (interfaceName.length() >= IFNAMSIZ) {
            throw new LinuxException(this + " of", interfaceName, Errno.ENODEV);
        }
        try (Arena arena = Arena.ofConfined();
                Descriptor socket = openSocket()) {
            MemorySegment ethtoolValue = arena.allocateFrom(JAVA_INT, command, value);
            MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
            request.setString(0, interfaceName);
            request.set(ADDRESS, IFNAMSIZ, ethtoolValue);
            int fd = socket.number();
            ErrnoCall.checked(
                    this + " of", interfaceName, errno -> (int) IOCTL.invokeExact(errno, fd, SIOCETHTOOL, request));
            return ethtoolValue.getAtIndex(JAVA_INT, 1);
        }
    }

    private static Descriptor openSocket() {
        return Descriptor.own(ErrnoCall.checked(
                "open", "socket", errno -> (int) SOCKET.invokeExact(errno, AF_INET, SOCK_DGRAM_CLOEXEC, 0)));
    }
}
