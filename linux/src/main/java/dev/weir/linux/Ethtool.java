package dev.weir.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * What ethtool(8) asks of an interface and of its driver.
 *
 * <p>An interface is looked up by name in the calling thread's network namespace.
 */
public final class Ethtool {
    private static final long SIOCETHTOOL = 0x8946;
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int IFNAMSIZ = 16;
    private static final int ETHTOOL_GDRVINFO = 3;

    /** Of {@code struct ethtool_drvinfo}; the driver's name is the 32 bytes from 4. */
    private static final long DRIVER_INFO_SIZE = 196;

    private static final long DRIVER_AT = 4;

    /** Of {@code struct ifreq}: a name of 16 bytes, then a union that may be a pointer. */
    private static final long IFREQ_SIZE = 40;

    private static final MethodHandle SOCKET = CLibrary.LIBC.function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL =
            CLibrary.LIBC.variadicFunction("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

    private Ethtool() {}

    /**
     * The name of an interface's driver, such as {@code ixgbe}, {@code veth} or {@code virtio_net}; empty if it has
     * none, as the loopback.
     *
     * @throws LinuxException ENODEV if there is no such interface
     */
    public static Optional<String> driver(String interfaceName) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(DRIVER_INFO_SIZE, 8);
            info.set(JAVA_INT, 0, ETHTOOL_GDRVINFO);
            ask("driver of", interfaceName, info);
            return Optional.of(info.getString(DRIVER_AT));
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.EOPNOTSUPP)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Gives a command its number and returns that which it answers. */
    static int number(Object operation, String interfaceName, int command, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ethtoolValue = arena.allocateFrom(JAVA_INT, command, value);
            ask(operation + " of", interfaceName, ethtoolValue);
            return ethtoolValue.getAtIndex(JAVA_INT, 1);
        }
    }

    private static void ask(String operation, String interfaceName, MemorySegment command) {
        if (interfaceName.length() >= IFNAMSIZ) {
            throw new LinuxException(operation, interfaceName, Errno.ENODEV);
        }
        try (Arena arena = Arena.ofConfined();
                Descriptor socket = openSocket()) {
            MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
            request.setString(0, interfaceName);
            request.set(ADDRESS, IFNAMSIZ, command);
            int fd = socket.number();
            ErrnoCall.checked(
                    operation, interfaceName, errno -> (int) IOCTL.invokeExact(errno, fd, SIOCETHTOOL, request));
        }
    }

    private static Descriptor openSocket() {
        return Descriptor.own(ErrnoCall.checked(
                "open", "socket", errno -> (int) SOCKET.invokeExact(errno, AF_INET, SOCK_DGRAM_CLOEXEC, 0)));
    }
}
