package dev.weir.lab.servers;

import dev.weir.lab.LabException;
import dev.weir.lab.network.Host;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who asked which name, from the logs of all name servers; used by one thread. */
public final class NameServerLog {
    private static final Pattern QUESTION = Pattern.compile("query\\[\\w+] (\\S+) from (\\S+)");
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 20;

    private final Map<Host, Long> read = new HashMap<>();
    private final Map<String, String> clientsByName = new HashMap<>();
    private final List<Host> hosts;

    public NameServerLog(List<Host> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** The address that asked {@code name}, as a server saw it; waits a moment for the server to write it. */
    public Optional<String> clientOf(String name) {
        for (int i = 0; i < ATTEMPTS && !clientsByName.containsKey(name); i++) {
            hosts.forEach(this::readOn);
            if (!clientsByName.containsKey(name)) {
                pause();
            }
        }
        return Optional.ofNullable(clientsByName.get(name));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while a name server's log was read", e);
        }
    }

    private void readOn(Host host) {
        Path log = NameServer.log(host);
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            long from = read.getOrDefault(host, 0L);
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
            channel.position(from);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            read.put(host, from + enter(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new LabException("cannot read " + log + ": " + e.getMessage(), e);
        }
    }

    /** Enters the whole lines of {@code text}, and returns how many bytes they are. */
    private int enter(String text) {
        int whole = text.lastIndexOf('\n') + 1;
        Matcher matcher = QUESTION.matcher(text.substring(0, whole));
        while (matcher.find()) {
            clientsByName.put(matcher.group(1), matcher.group(2));
        }
        return whole;
    }
}
