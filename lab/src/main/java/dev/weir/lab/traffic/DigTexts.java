package dev.weir.lab.traffic;

import dev.weir.lab.Command;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.NameServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * dig(1), on the lab's client host, asking for texts too long for one packet: over UDP their answer comes in fragments.
 *
 * @param route who asks whom; the client's address is given
 * @param way over what
 */
public record DigTexts(Route route, Way way) implements Client {
    private static final String SERVER = "server ";

    /** What the messages go over. */
    public enum Way {
        TCP("+tcp"),
        /** The answer is in fragments. */
        UDP("+notcp");

        private final String option;

        Way(String option) {
            this.option = option;
        }
    }

    @Override
    public Answer ask(String label) {
        List<String> dig = new ArrayList<>(List.of("dig", "@" + route.service().address()));
        dig.addAll(List.of("-b", Objects.requireNonNull(route.client()).toString()));
        dig.addAll(List.of(NameServer.LARGE, "TXT", "+short", "+tries=1", "+timeout=1", "+ignore"));
        dig.add("+bufsize=" + NameServer.MOST_BYTES);
        dig.add(way.option);
        Command.Result result = new Command(Host.CLIENT.wrap(dig)).attempt("");
        return result.status() == 0
                ? answer(result.output())
                : new Answer.Failed((result.output() + result.errors()).strip());
    }

    /** Texts come in any order, each in quotes. */
    private static Answer answer(String output) {
        List<String> texts = new ArrayList<>(
                output.lines().map(line -> line.replace("\"", "")).toList());
        Optional<String> server =
                texts.stream().filter(text -> text.startsWith(SERVER)).findFirst();
        server.ifPresent(texts::remove);
        return server.isPresent() && Set.copyOf(texts).equals(Set.copyOf(NameServer.largeTexts()))
                ? new Answer.Served(server.get().substring(SERVER.length()), null)
                : new Answer.Failed("the answer's texts are not the server's: '" + output.strip() + "'");
    }
}
