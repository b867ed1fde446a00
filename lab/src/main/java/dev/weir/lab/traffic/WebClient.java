package dev.weir.lab.traffic;

import dev.weir.lab.servers.WebPages;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a web service who serves it, by HTTP/1.1 over a socket of the calling thread's namespace. */
public record WebClient(Route route) implements Client {
    private static final Pattern WHO =
            Pattern.compile("HTTP/1\\.1 200 .*\r\n\r\nserver (\\S+)\nclient (\\S+)\n", Pattern.DOTALL);

    @Override
    public Answer ask(String label) {
        try (Socket socket = open(route, WebPages.WHO, DEADLINE_MILLIS)) {
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return new Answer.Failed(e.getMessage() + "");
        }
    }

    /** What a whole response tells. */
    static Answer parse(String response) {
        Matcher matcher = WHO.matcher(response);
        return matcher.matches()
                ? new Answer.Served(matcher.group(1), matcher.group(2))
                : new Answer.Failed(
                        "unexpected answer '" + response.lines().findFirst().orElse("") + "'");
    }

    /** A socket on which {@code path} was asked for, and whose every read has {@code deadlineMillis}. */
    static Socket open(Route route, String path, int deadlineMillis) throws IOException {
        Socket socket = route.connect(DEADLINE_MILLIS);
        try {
            socket.setSoTimeout(deadlineMillis);
            socket.getOutputStream().write(request(path, "close").getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** @param connection {@code close} or {@code keep-alive} */
    static String request(String path, String connection) {
        return "GET " + path + " HTTP/1.1\r\nHost: weir.test\r\nConnection: " + connection + "\r\n\r\n";
    }
}
