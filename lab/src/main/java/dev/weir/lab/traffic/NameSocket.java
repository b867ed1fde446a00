package dev.weir.lab.traffic;

import dev.weir.lab.servers.NameServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One UDP socket, and so one port, from which many names are asked: a resolver's. */
public final class NameSocket implements Client, AutoCloseable {
    private final DatagramSocket socket;

    /** One of the calling thread's namespace. */
    public NameSocket(Route route) {
        try {
            socket = new DatagramSocket(
                    route.client() == null
                            ? null
                            : new InetSocketAddress(
                                    InetAddress.getByAddress(route.client().bytes()), 0));
            socket.setSoTimeout(DEADLINE_MILLIS);
            socket.connect(route.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Answer ask(String label) {
        short id = (short) label.hashCode();
        return ask(id, DnsMessage.question(id, label + "." + NameServer.ZONE));
    }

    /** Asks with so many octets more than are needed: over 1,472 of them, and the question comes in fragments. */
    public Answer askAtLength(String label, int octets) {
        short id = (short) label.hashCode();
        return ask(id, DnsMessage.longQuestion(id, label + "." + NameServer.ZONE, octets));
    }

    private Answer ask(short id, byte[] question) {
        DatagramPacket answer = new DatagramPacket(new byte[DnsMessage.MAX_BYTES], DnsMessage.MAX_BYTES);
        try {
            socket.send(new DatagramPacket(question, question.length));
            socket.receive(answer);
            return NameClient.answer(id, ByteBuffer.wrap(answer.getData(), 0, answer.getLength()));
        } catch (IOException e) {
            return new Answer.Failed(e.getMessage() + "");
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
