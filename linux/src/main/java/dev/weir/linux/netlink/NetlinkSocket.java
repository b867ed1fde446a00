package dev.weir.linux.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.weir.linux.CLibrary;
import dev.weir.linux.Descriptor;
import dev.weir.linux.Errno;
import dev.weir.linux.ErrnoCall;
import dev.weir.linux.LinuxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** A raw socket of the kernel's rtnetlink, in the network namespace of the thread that opened it; for one thread. */
final class NetlinkSocket implements AutoCloseable {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SOL_NETLINK = 270;
    private static final int NETLINK_CAP_ACK = 10;
    private static final int NETLINK_EXT_ACK = 11;
    private static final int MSG_TRUNC = 0x20;
    private static final int MSG_DONTWAIT = 0x40;
    private static final short POLLIN = 1;

    /** The kernel fills at most 32 KiB, unless it is asked for the virtual functions of a link. */
    private static final int LARGEST_DATAGRAM = 64 << 10;

    private static final MethodHandle SOCKET = CLibrary.LIBC.function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = CLibrary.LIBC.function("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            CLibrary.LIBC.function("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SEND =
            CLibrary.LIBC.function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV =
            CLibrary.LIBC.function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle POLL = CLibrary.LIBC.function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private final Descriptor descriptor;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment input = arena.allocate(LARGEST_DATAGRAM, 8);
    private final MemorySegment pollRequest = arena.allocate(8, 8);

    private NetlinkSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        pollRequest.set(JAVA_INT, 0, descriptor.number());
        pollRequest.set(JAVA_SHORT, 4, POLLIN);
    }

    /**
     * Opens one.
     *
     * @param groups the multicast groups to hear, a bit each; 0 for none
     */
    static NetlinkSocket open(int groups) {
        Descriptor descriptor = Descriptor.own(ErrnoCall.checked(
                "open", "netlink socket", errno -> (int) SOCKET.invokeExact(errno, AF_NETLINK, SOCK_RAW_CLOEXEC, 0)));
        NetlinkSocket socket = new NetlinkSocket(descriptor);
        try {
            socket.setOption(SOL_NETLINK, NETLINK_CAP_ACK, 1);
            socket.setOption(SOL_NETLINK, NETLINK_EXT_ACK, 1);
            socket.bind(groups);
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
        return socket;
    }

    private void bind(int groups) {
        try (Arena local = Arena.ofConfined()) {
            // struct sockaddr_nl: u16 family, u16 pad, u32 port (0: the kernel chooses), u32 groups
            MemorySegment address = local.allocate(12, 4);
            address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
            address.set(JAVA_INT, 8, groups);
            int fd = descriptor.number();
            ErrnoCall.checked("bind", "netlink socket", errno -> (int) BIND.invokeExact(errno, fd, address, 12));
        }
    }

    /** Sets how many bytes may wait to be read; without CAP_NET_ADMIN the usual room stays. */
    void setReceiveBuffer(int bytes) {
        try {
            setOption(SOL_SOCKET, SO_RCVBUFFORCE, bytes);
        } catch (LinuxException e) {
            if (!e.errno().equals(Errno.EPERM)) {
                throw e;
            }
        }
    }

    private void setOption(int level, int option, int value) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment pointer = local.allocateFrom(JAVA_INT, value);
            int fd = descriptor.number();
            ErrnoCall.checked("set option " + option + " of", "netlink socket", errno ->
                    (int) SETSOCKOPT.invokeExact(errno, fd, level, option, pointer, Integer.BYTES));
        }
    }

    void send(byte[] message) {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment bytes = local.allocateFrom(JAVA_BYTE, message);
            int fd = descriptor.number();
            ErrnoCall.checkedLong("send on", "netlink socket", errno ->
                    (long) SEND.invokeExact(errno, fd, bytes, bytes.byteSize(), 0));
        }
    }

    /**
     * Waits for a datagram of messages.
     *
     * @return a copy; empty if there was none in time
     * @throws LinuxException ENOBUFS if the kernel had to drop messages
     */
    Optional<ByteBuffer> receive(Duration timeout) {
        return await(timeout) ? receiveNow() : Optional.empty();
    }

    private boolean await(Duration timeout) {
        int millis = Math.clamp(timeout.toMillis(), 0, Integer.MAX_VALUE);
        long ready = ErrnoCall.raw(errno -> (int) POLL.invokeExact(errno, pollRequest, 1L, millis));
        if (ready < 0 && ready != -Errno.EINTR.number()) {
            throw new LinuxException("poll", "netlink socket", new Errno((int) -ready));
        }
        return ready > 0;
    }

    /** A datagram if there is one at once. */
    private Optional<ByteBuffer> receiveNow() {
        int fd = descriptor.number();
        long length = ErrnoCall.raw(
                errno -> (long) RECV.invokeExact(errno, fd, input, (long) LARGEST_DATAGRAM, MSG_DONTWAIT | MSG_TRUNC));
        if (length == -Errno.EAGAIN.number()) {
            return Optional.empty();
        }
        if (length < 0) {
            throw new LinuxException("receive on", "netlink socket", new Errno((int) -length));
        }
        if (length > LARGEST_DATAGRAM) {
            throw new NetlinkFormatException("a datagram of " + length + " bytes is longer than any we know of");
        }
        return Optional.of(ByteBuffer.wrap(input.asSlice(0, length).toArray(JAVA_BYTE)));
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
