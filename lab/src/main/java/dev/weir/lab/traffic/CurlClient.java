package dev.weir.lab.traffic;

import dev.weir.lab.Command;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.WebPages;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** curl(1), on the lab's client host. */
public record CurlClient(IpAddress vip) implements Client {
    private static final Pattern WHO = Pattern.compile("server (\\S+)\nclient (\\S+)\n");

    @Override
    public Answer ask(String label) {
        String address = vip.family() == Family.IPV6 ? "[" + vip + "]" : vip.toString();
        List<String> curl = List.of(
                "curl",
                "--silent",
                "--show-error",
                "--fail",
                "--noproxy",
                "*",
                "--max-time",
                Float.toString(DEADLINE_MILLIS / 1000f),
                "http://" + address + WebPages.WHO);
        Command.Result result = new Command(Host.CLIENT.wrap(curl)).attempt("");
        Matcher matcher = WHO.matcher(result.output());
        return matcher.matches()
                ? new Answer.Served(matcher.group(1), matcher.group(2))
                : new Answer.Failed(result.errors().strip());
    }
}
