package dev.weir.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ClusterFile;
import dev.weir.config.Parsed;
import dev.weir.model.DesiredState;
import dev.weir.model.Scheduler;
import dev.weir.model.VirtualService;
import dev.weir.systemtests.Checkout;
import dev.weir.systemtests.house.IpvsRules.Rule;
import dev.weir.systemtests.house.Page.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/ipvs.md says is whole and shown: every word of IPVS has its row, and each row the tests that show it. */
class IpvsPageTest {
    private static final Path PATH = Path.of("docs/ipvs.md");
    private static final Page PAGE = Page.all()
            .filter(page -> page.path().equals(PATH))
            .findAny()
            .orElseThrow(() -> new IllegalStateException("there is no " + PATH));
    private static final Pattern METHOD = Pattern.compile(" void (\\w+)\\(");
    private static final Pattern HAS_NONE = Pattern.compile("^(none|not yet)\\b.*");

    /** Of ipvsadm 1.31. */
    private static final List<String> OPTIONS = words("""
            -A -E -D -C -R -S -a -e -d -L -l -Z --set --start-daemon --stop-daemon -h
            --add-service --edit-service --delete-service --clear --restore --save --add-server --edit-server
            --delete-server --list --zero --help
            -t -u --sctp-service -f -6 --tcp-service --udp-service --fwmark-service --ipv6
            -s -p -M --pe -b -r -g -i -m -w -x -y -o --scheduler --persistent --netmask --sched-flags --real-server
            --gatewaying --ipip --masquerading --weight --u-threshold --l-threshold --ops
            --tun-type --tun-port --tun-nocsum --tun-csum --tun-remcsum
            -c -n --connection --numeric --timeout --daemon --stats --rate --thresholds --persistent-conn --tun-info
            --sort --nosort --exact
            --syncid --sync-maxlen --mcast-interface --mcast-group --mcast-port --mcast-ttl
            sh-port sh-fallback mh-port mh-fallback""");

    /** Of Linux's Documentation/networking/ipvs-sysctl.rst, and those of net/netfilter/ipvs that it leaves out. */
    private static final List<String> SYSCTLS = words("""
            am_droprate amemthresh backup_only conn_reuse_mode conntrack cache_bypass debug_level drop_entry drop_packet
            est_cpulist est_nice expire_nodest_conn expire_quiescent_template ignore_tunneled nat_icmp_send pmtu_disc
            secure_tcp sync_threshold sync_refresh_period sync_retries sync_qlen_max sync_sock_size sync_ports
            snat_reroute sync_persist_mode sync_version run_estimation
            schedule_icmp sloppy_tcp sloppy_sctp lblc_expiration lblcr_expiration""");

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    static Stream<String> everyWord() {
        Stream<String> schedulers = Stream.of(Scheduler.values())
                .filter(scheduler -> scheduler != Scheduler.LEAST_LATENCY) // is Weir's alone
                .map(scheduler -> scheduler.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return Stream.of(OPTIONS.stream(), SYSCTLS.stream(), schedulers).flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("everyWord")
    void wordHasARow(String word) {
        assertThat(rows().map(List::getFirst)).anyMatch(cell -> cell.contains("`" + word + "`"));
    }

    @Test
    void rowIsShownByATestOrTellsWhyThereIsNothingToShow() {
        assertThat(rows().filter(row -> !HAS_NONE.matcher(row.get(1)).matches())
                        .filter(row -> !row.getLast().contains("Test]")
                                && !row.getLast().contains("Contract]")))
                .isEmpty();
    }

    /** A link to a test is called like the method that shows it, with spaces between the words. */
    @Test
    void testThatIsNamedExists() {
        List<Link> tests = PAGE.links().stream()
                .filter(link -> link.file().endsWith(".java"))
                .filter(link -> link.place().contains(":"))
                .toList();

        assertThat(tests).hasSizeGreaterThan(100);
        assertThat(tests).filteredOn(link -> !isThere(link)).isEmpty();
    }

    @Test
    void exampleDoesWhatTheRulesDo() {
        List<Rule> rules = IpvsRules.read(PAGE.blocks().getFirst());
        List<VirtualService> services = example().services();

        assertThat(rules).hasSizeGreaterThan(4);
        assertThat(services).hasSameSizeAs(rules);
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            Rule ours = IpvsRules.of(services.get(i));
            assertThat(rule.vip().isEmpty() ? ours.withoutVip() : ours).isEqualTo(rule);
        }
    }

    private static DesiredState example() {
        return switch (ClusterFile.parse(PATH.toString(), PAGE.blocks().get(1))) {
            case Parsed.Valid valid -> valid.state();
            case Parsed.Invalid invalid ->
                throw new AssertionError(invalid.problems().toString());
        };
    }

    /** Rows that say something: neither headings nor rulers. */
    private static Stream<List<String>> rows() {
        return PAGE.rows().stream()
                .filter(row -> row.size() > 2)
                .filter(row ->
                        !row.getLast().equals("shown by") && !row.getFirst().startsWith("---"));
    }

    private static boolean isThere(Link link) {
        Path file = Checkout.root().resolve(PATH).resolveSibling(link.file()).normalize();
        try {
            return METHOD.matcher(Files.readString(file))
                    .results()
                    .anyMatch(found -> inOneWord(found.group(1)).equals(inOneWord(link.text())));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String inOneWord(String text) {
        return text.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT);
    }
}
