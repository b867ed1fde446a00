package dev.weir.lab.traffic;

import dev.weir.lab.servers.WebPages;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to a web service that stays open: it can be asked again and again who serves it. */
public final class WebConnection implements AutoCloseable {
    private static final int MOST_BYTES = 4096;

    private final Socket socket;

    private WebConnection(Socket socket) {
        this.socket = socket;
    }

    /** One from the calling thread's namespace; {@code patienceMillis} is for its beginning and for each answer. */
    public static WebConnection open(Route route, int patienceMillis) throws IOException {
        Socket socket = route.connect(patienceMillis);
        socket.setSoTimeout(patienceMillis);
        return new WebConnection(socket);
    }

    /** Asks who serves it. */
    public Answer ask() {
        return ask(Client.DEADLINE_MILLIS);
    }

    /** Likewise, but an answer may take so long. */
    public Answer ask(int patienceMillis) {
        try {
            socket.setSoTimeout(patienceMillis);
            byte[] request = WebClient.request(WebPages.WHO, "keep-alive").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(request);
            return WebClient.parse(response());
        } catch (IOException e) {
            return new Answer.Failed(e.getMessage() + "");
        }
    }

    /** Up to the end of the page, which has a line for the server and one for the client. */
    private String response() throws IOException {
        StringBuilder response = new StringBuilder();
        while (!isWhole(response) && response.length() < MOST_BYTES) {
            int octet = socket.getInputStream().read();
            if (octet < 0) {
                throw new IOException("the connection ended within the answer");
            }
            response.append((char) octet);
        }
        return response.toString();
    }

    private static boolean isWhole(StringBuilder response) {
        int body = response.indexOf("\r\n\r\nserver ");
        return body >= 0 && response.indexOf("\nclient ", body) >= 0 && response.charAt(response.length() - 1) == '\n';
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
