package dev.weir.lab.traffic;

import dev.weir.lab.Command;
import dev.weir.lab.LabDirectory;
import dev.weir.lab.LabException;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.FileServer;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * curl(1) as a client of FTP, on the lab's client host. It goes where the server tells it to, be that wrong.
 *
 * @param route who asks whom; the client's address is given
 * @param data how they agree on connections for data
 */
public record FtpClient(Route route, FtpData data) {
    private static final String PATIENCE_SECONDS = "4";
    private static final Pattern WHO = Pattern.compile("server (\\S+)\n");
    private static final Pattern COMMAND_FOR_DATA = Pattern.compile("^> (PASV|EPSV|PORT|EPRT)", Pattern.MULTILINE);

    /** Loads two files down in one session; {@code label} is one that no other request has. */
    public Answer download(String label) {
        Path who = LabDirectory.of(Host.CLIENT).resolve(label + ".who");
        Path small = LabDirectory.of(Host.CLIENT).resolve(label + ".1m");
        String from = "ftp://" + address() + "/";
        Command.Result result = curl(List.of(
                "-o", who.toString(), from + FileServer.WHO, "-o", small.toString(), from + FileServer.SMALL_FILE));
        try {
            return result.status() == 0 && keptToItsWay(result) ? downloaded(who, small) : failed(result);
        } finally {
            delete(who);
            delete(small);
        }
    }

    private static Answer downloaded(Path who, Path small) {
        try {
            Matcher server = WHO.matcher(Files.readString(who));
            return server.matches() && FileServer.isSmallFile(small)
                    ? new Answer.Served(server.group(1), null)
                    : new Answer.Failed("a file is not the one that was asked for");
        } catch (IOException e) {
            throw new LabException("cannot read " + who + ": " + e.getMessage(), e);
        }
    }

    /** Sends a file, in a session of its own; {@code label} is one that no other request has. */
    public Answer upload(String label) {
        String file = FileServer.smallFile().toString();
        String to = "ftp://" + address() + "/" + FileServer.UPLOADS + "/" + label;
        Command.Result result = curl(List.of("--upload-file", file, to));
        if (result.status() != 0 || !keptToItsWay(result)) {
            return failed(result);
        }
        return FileServer.holderOf(label)
                .<Answer>map(host -> new Answer.Served(host.label(), null))
                .orElseGet(() -> new Answer.Failed("no server holds the file that was sent"));
    }

    private Command.Result curl(List<String> transfer) {
        List<String> curl = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--verbose"));
        curl.addAll(List.of("--max-time", PATIENCE_SECONDS, "--no-ftp-skip-pasv-ip"));
        curl.addAll(
                List.of("--interface", Objects.requireNonNull(route.client()).toString()));
        curl.addAll(data.curlOptions());
        curl.addAll(transfer);
        return new Command(Host.CLIENT.wrap(curl)).attempt("");
    }

    /** Where one way fails curl would try another. */
    private boolean keptToItsWay(Command.Result result) {
        return COMMAND_FOR_DATA
                .matcher(result.errors())
                .results()
                .allMatch(command -> command.group(1).equals(data.name()));
    }

    private Answer failed(Command.Result result) {
        String last = result.errors().strip().lines().reduce("", (_, line) -> line);
        return new Answer.Failed(keptToItsWay(result) ? last : data + " failed, and curl tried another way; " + last);
    }

    private String address() {
        IpAddress vip = route.service().address();
        return vip.family() == Family.IPV6 ? "[" + vip + "]" : vip.toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LabException("cannot take away " + file + ": " + e.getMessage(), e);
        }
    }
}
