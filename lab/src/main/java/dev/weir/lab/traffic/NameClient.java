package dev.weir.lab.traffic;

import dev.weir.lab.network.Host;
import dev.weir.lab.servers.NameServer;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Asks a name service, over a socket of the calling thread's namespace, a name that is its server's address. */
public record NameClient(IpAddress vip, Protocol protocol) implements Client {
    private static final int PORT = 53;

    @Override
    public Answer ask(String label) {
        short id = (short) label.hashCode();
        byte[] question = DnsMessage.question(id, label + "." + NameServer.ZONE);
        try {
            InetSocketAddress service = new InetSocketAddress(InetAddress.getByAddress(vip.bytes()), PORT);
            byte[] answer = switch (protocol) {
                case UDP -> overUdp(service, question);
                case TCP -> overTcp(service, question);
                case SCTP -> throw new IllegalStateException("no name server answers over SCTP");
            };
            return answer(id, ByteBuffer.wrap(answer));
        } catch (IOException e) {
            return new Answer.Failed(e.getMessage() + "");
        }
    }

    /** What the answer to a question of that id tells. */
    static Answer answer(short id, ByteBuffer message) {
        return DnsMessage.answer(id, message)
                .flatMap(NameClient::serverAt)
                .<Answer>map(server -> new Answer.Served(server, null))
                .orElseGet(() -> new Answer.Failed("an answer that names no server"));
    }

    static Optional<String> serverAt(IpAddress address) {
        return Arrays.stream(Host.values())
                .filter(host -> host.isServer() && host.address(Family.IPV4).equals(address))
                .map(Host::label)
                .findFirst();
    }

    private static byte[] overUdp(InetSocketAddress service, byte[] question) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(DEADLINE_MILLIS);
            socket.connect(service);
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[DnsMessage.MAX_BYTES], DnsMessage.MAX_BYTES);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    private static byte[] overTcp(InetSocketAddress service, byte[] question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(DEADLINE_MILLIS);
            socket.connect(service, DEADLINE_MILLIS);
            ByteBuffer message = ByteBuffer.allocate(2 + question.length);
            socket.getOutputStream()
                    .write(message.putShort((short) question.length)
                            .put(question)
                            .array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readNBytes(in.readUnsignedShort());
        }
    }
}
