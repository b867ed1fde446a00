package dev.weir.lab.traffic;

import dev.weir.model.IpAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A server of a protocol of lines, on loopback: greets one client, and answers what it has an answer for. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;

    /** @param answers by what a line begins with; lines without one are taken in silence */
    ScriptedServer(String greeting, Map<String, String> answers) {
        try {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = Thread.startVirtualThread(() -> serve(greeting, answers));
    }

    private void serve(String greeting, Map<String, String> answers) {
        try (Socket client = listening.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, greeting);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                for (Map.Entry<String, String> answer : answers.entrySet()) {
                    if (line.startsWith(answer.getKey())) {
                        say(client, answer.getValue());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    Route route() {
        return Route.to(IpAddress.parse("127.0.0.1"), listening.getLocalPort());
    }

    /** All that the client has said, after it has gone. */
    List<String> heard() throws InterruptedException {
        thread.join();
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
