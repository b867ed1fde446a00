package dev.weir.linux.netlink;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conversation with the kernel on the network configuration of one namespace; owned by one thread.
 *
 * <pre>{@code
 * try (Rtnetlink netlink = Rtnetlink.open()) {
 *     Link link = netlink.links().named("eth0").orElseThrow();
 *     netlink.addresses().add(link.index(), IpAddress.parse("192.0.2.10"), 24);
 * }
 * }</pre>
 *
 * <p>Its namespace is that of the thread that opened it: {@code namespace.run(Rtnetlink::open)}.
 */
public final class Rtnetlink implements AutoCloseable {
    static final int REQUEST = 1;
    static final int ACK = 4;
    static final int REPLACE = 0x100;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;
    static final int DUMP = 0x300;

    /** The kernel answers within the system call; what takes longer will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A dump that changes as it is read is read again, this often at most. */
    private static final int DUMP_TRIES = 10;

    private static final int ERROR_MESSAGE = 1;

    private final NetlinkSocket socket;
    private int sequence;

    private Rtnetlink(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** Opens one in the calling thread's network namespace. */
    public static Rtnetlink open() {
        return new Rtnetlink(NetlinkSocket.open(0));
    }

    /** The interfaces. */
    public Links links() {
        return new Links(this);
    }

    /** The addresses of the interfaces. */
    public Addresses addresses() {
        return new Addresses(this);
    }

    /** The routing tables. */
    public Routes routes() {
        return new Routes(this);
    }

    /** The neighbours: which link-layer address an IP address has. */
    public Neighbours neighbours() {
        return new Neighbours(this);
    }

    /** The programs at the interfaces' traffic control hook, as filters. */
    public IngressFilters ingressFilters() {
        return new IngressFilters(this);
    }

    /** What is asked of the kernel, in the words of an error. */
    record Question(String operation, Object object) {}

    /**
     * Sends a request and reads to its acknowledgement.
     *
     * @param writer of a message with the flags {@link #REQUEST} and {@link #ACK}
     * @return the messages before the acknowledgement
     * @throws LinuxException if the kernel refuses, with its own explanation
     */
    List<NetlinkMessage> request(Question question, MessageWriter writer) {
        return ask(question, writer).messages;
    }

    private Answer ask(Question question, MessageWriter writer) {
        sequence++;
        socket.send(writer.bytes(sequence));
        Answer answer = new Answer(question, sequence);
        while (!answer.isComplete()) {
            answer.take(receive(question));
        }
        return answer;
    }

    /** Sends a request for all of a kind; read again if it changed meanwhile. */
    List<NetlinkMessage> dump(Question question, MessageWriter writer) {
        for (int i = 0; i < DUMP_TRIES; i++) {
            Answer answer = ask(question, writer);
            if (!answer.interrupted) {
                return answer.messages;
            }
        }
        throw new LinuxException(
                question.operation, question.object, Errno.EINTR, "it changed at each of " + DUMP_TRIES + " readings");
    }

    private List<NetlinkMessage> receive(Question question) {
        Optional<ByteBuffer> datagram = socket.receive(PATIENCE);
        if (datagram.isEmpty()) {
            throw new LinuxException(question.operation, question.object, Errno.ETIMEDOUT, "no answer of the kernel");
        }
        return NetlinkMessage.split(datagram.get());
    }

    /** What came for one request. */
    private static final class Answer {
        private final Question question;
        private final int sequence;
        private final List<NetlinkMessage> messages = new ArrayList<>();
        private boolean complete;
        private boolean interrupted;

        private Answer(Question question, int sequence) {
            this.question = question;
            this.sequence = sequence;
        }

        private boolean isComplete() {
            return complete;
        }

        private void take(List<NetlinkMessage> received) {
            for (NetlinkMessage message : received) {
                // What belongs to an earlier request, which failed half-way, is of no interest.
                if (message.sequence() == sequence) {
                    take(message);
                }
            }
        }

        private void take(NetlinkMessage message) {
            interrupted |= message.has(NetlinkMessage.DUMP_INTERRUPTED);
            switch (message.type()) {
                case NetlinkMessage.NOOP -> {}
                case NetlinkMessage.ERROR, NetlinkMessage.DONE -> end(message);
                default -> messages.add(message);
            }
        }

        private void end(NetlinkMessage message) {
            complete = true;
            int error = message.payload().capacity() >= Integer.BYTES
                    ? message.payload().getInt(0)
                    : 0;
            if (error < 0) {
                throw new LinuxException(question.operation, question.object, new Errno(-error), explanation(message));
            }
        }
    }

    /**
     * The kernel's words on an error; empty if it has none.
     *
     * <pre>
     *  NLMSG_ERROR: s32 error, the request's header, [the request, unless CAPPED], [attributes, if told]
     *  NLMSG_DONE:  s32 error, [attributes, if told]
     * </pre>
     */
    static String explanation(NetlinkMessage message) {
        if (!message.has(NetlinkMessage.HAS_ACK_ATTRIBUTES)) {
            return "";
        }
        int start = Integer.BYTES;
        if (message.type() == NetlinkMessage.ERROR) {
            int header = start + MessageWriter.HEADER_LENGTH;
            start = message.has(NetlinkMessage.CAPPED)
                    ? header
                    : start + NetlinkMessage.align(message.header(header).getInt(start));
        }
        return message.attributes(start).text(ERROR_MESSAGE).orElse("");
    }

    @Override
    public void close() {
        socket.close();
    }
}
