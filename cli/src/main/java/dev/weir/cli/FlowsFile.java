package dev.weir.cli;

import dev.weir.api.Connection;
import dev.weir.api.ListReader;
import dev.weir.model.Endpoint;
import dev.weir.model.ServiceKey;
import dev.weir.simulation.RecordedFlow;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Recorded flows in a file: either what {@code weir connections -o json} prints, or a line for each flow:
 *
 * <pre>
 *   198.51.100.7:40000  TCP/192.0.2.10:80                  its server is the one that the scheduler gives it
 *   198.51.100.8:40000  TCP/192.0.2.10:80  10.0.0.1:8080   # a comment
 * </pre>
 */
final class FlowsFile {
    private static final String SHAPE = "CLIENT:PORT PROTOCOL/VIP:PORT [SERVER:PORT]";
    private static final int BUFFER = 65_536;

    private FlowsFile() {}

    /** Shows each flow to {@code each}; throws {@link RefusedException} where the file is not understood. */
    static void read(Path file, Consumer<RecordedFlow> each) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (beginsWithBrace(in)) {
                ListReader.readSavedConnections(in, connection -> each.accept(of(connection)));
            } else {
                readLines(file, in, each);
            }
        } catch (IOException e) {
            throw new RefusedException(file + " can't be read: " + ClusterFileArgument.reason(e), e);
        }
    }

    private static boolean beginsWithBrace(InputStream in) throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == '{';
    }

    private static void readLines(Path file, InputStream in, Consumer<RecordedFlow> each) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
        FlowLine reader = new FlowLine();
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            try {
                reader.read(line).ifPresent(each);
            } catch (IllegalArgumentException e) {
                throw new RefusedException(file + ":" + number + ": " + e.getMessage() + "; a line is " + SHAPE, e);
            }
        }
    }

    /** What a director tells of a connection. */
    static RecordedFlow of(Connection connection) {
        return new RecordedFlow(
                Endpoint.parse(connection.client()),
                new ServiceKey(Endpoint.parse(connection.vip()), ServiceName.protocol(connection.protocol())),
                Optional.of(Endpoint.parse(connection.server())));
    }
}
