package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import dev.weir.model.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** dnsmasq on a real server: any name below {@link #ZONE} is its own address, so that an answer tells who gave it. */
public final class NameServer {
    public static final String ZONE = "weir.test";

    /** A name whose texts are too long for one packet: one tells the server, {@code server s1}. */
    public static final String LARGE = "large." + ZONE;

    /** How long an answer over UDP may be, if the question allows it. */
    public static final int MOST_BYTES = 4096;

    private static final int TEXTS = 14;
    private static final int TEXT_BYTES = 250;

    private NameServer() {}

    static void start(ProcessLedger ledger, Host host) {
        Path folder = LabDirectory.of(host);
        Path configuration = LabDirectory.write(folder.resolve("dnsmasq.conf"), configuration(host));
        List<String> program = List.of("dnsmasq", "--keep-in-foreground", "--conf-file=" + configuration);
        ledger.start(host, host.label() + "-dnsmasq", program, folder.resolve("dnsmasq.out"));
    }

    /** Where it writes each question and who asked. */
    static Path log(Host host) {
        return LabDirectory.of(host).resolve("dnsmasq.log");
    }

    private static String configuration(Host host) {
        return """
                port=53
                user=root
                pid-file=
                no-resolv
                no-hosts
                cache-size=0
                edns-packet-max=%d
                log-queries
                log-facility=%s
                address=/%s/%s
                txt-record=server.%s,%s
                txt-record=%s,server %s
                %s
                """.formatted(
                        MOST_BYTES,
                        log(host),
                        ZONE,
                        host.address(Family.IPV4),
                        ZONE,
                        host.label(),
                        LARGE,
                        host.label(),
                        largeTexts().stream()
                                .map(text -> "txt-record=" + LARGE + "," + text)
                                .collect(Collectors.joining("\n")));
    }

    /** All texts of {@link #LARGE} but the one that tells the server: random letters from a fixed seed. */
    public static List<String> largeTexts() {
        SplittableRandom random = new SplittableRandom(TEXTS);
        return Stream.generate(() -> random.ints(TEXT_BYTES, 'a', 'z' + 1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(TEXTS)
                .toList();
    }
}
