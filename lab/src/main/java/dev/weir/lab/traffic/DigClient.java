package dev.weir.lab.traffic;

import dev.weir.lab.Command;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.NameServer;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.util.List;

/** dig(1), on the lab's client host. */
public record DigClient(IpAddress vip, Protocol protocol) implements Client {
    @Override
    public Answer ask(String label) {
        List<String> dig = List.of(
                "dig",
                "@" + vip,
                label + "." + NameServer.ZONE,
                "A",
                "+short",
                "+tries=1",
                "+timeout=1",
                protocol == Protocol.TCP ? "+tcp" : "+notcp");
        Command.Result result = new Command(Host.CLIENT.wrap(dig)).attempt("");
        String output = result.output().strip();
        return result.status() == 0 && output.matches("[0-9.]+")
                ? NameClient.serverAt(IpAddress.parse(output))
                        .<Answer>map(server -> new Answer.Served(server, null))
                        .orElseGet(() -> new Answer.Failed("'" + output + "' is no real server's address"))
                : new Answer.Failed((output + " " + result.errors()).strip());
    }
}
