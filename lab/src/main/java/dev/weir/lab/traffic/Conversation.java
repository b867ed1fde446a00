package dev.weir.lab.traffic;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A protocol of lines, as mail's are, over a TCP connection of the calling thread's namespace. */
final class Conversation implements AutoCloseable {
    private static final int MOST_OCTETS = 8192;

    private final Socket socket;
    private final InputStream in;

    private Conversation(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Conversation open(Route route, int patienceMillis) throws IOException {
        Socket socket = route.connect(Client.DEADLINE_MILLIS);
        socket.setSoTimeout(patienceMillis);
        return new Conversation(socket);
    }

    /** Sends text, each line of which ends with CR LF. */
    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The next line, without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0 || line.length() > MOST_OCTETS) {
                throw new IOException("the conversation broke off after '" + line + "'");
            }
            line.append((char) octet);
        }
        return line.toString().stripTrailing();
    }

    /** The next so many octets. */
    String text(int octets) throws IOException {
        return new String(in.readNBytes(octets), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
