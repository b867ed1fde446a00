package dev.weir.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Route;
import dev.weir.model.IpAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Route ROUTE = Route.to(IpAddress.parse("192.0.2.121"), 80);
    private static final Route CLIENT = ROUTE.from(IpAddress.parse("203.0.113.32"));

    private final Findings findings = new Findings();

    @Test
    void countsThatAreRightHold() {
        findings.requireCounts(tally("s1", "s2", "s1"), Map.of("s1", 2, "s2", 1));

        assertThat(row().holds()).isTrue();
        assertThat(row().judgements()).containsExactly("counts, exact");
    }

    @Test
    void countThatIsOneOffIsAFault() {
        findings.requireCounts(tally("s1", "s2", "s1"), Map.of("s1", 1, "s2", 2));

        assertThat(row().faults()).containsExactly("the servers served {s1=2, s2=1}, not {s1=1, s2=2}");
    }

    @Test
    void anotherOrderIsAFault() {
        findings.requireOrder(tally("s1", "s3", "s2"), "s1 s2 s3");

        assertThat(row().faults()).containsExactly("the order was s1 s3 s2, not s1 s2 s3");
    }

    @Test
    void failureIsAFaultWithItsPlaceAndReason() {
        Tally tally = tally("s1");
        tally.enter(ROUTE, new Answer.Failed("Connect timed out"));

        findings.requireOrder(tally, "s1");

        assertThat(row().faults()).containsExactly("1 of 2 requests failed, the first, number 2: Connect timed out");
    }

    @Test
    void clientWithTwoServersIsAFault() {
        Tally tally = new Tally();
        tally.enter(CLIENT, new Answer.Served("s1", null));
        tally.enter(CLIENT, new Answer.Served("s2", null));

        findings.requireOneServerEach(tally, "client", Route::client);

        assertThat(row().faults()).containsExactly("1 had several servers: {203.0.113.32=[s1, s2]}");
    }

    @Test
    void whatIsSkippedHoldsAndTellsWhy() {
        TrialRow skipped = findings.skipped("SCTP", "this kernel has none");

        assertThat(skipped.holds()).isTrue();
        assertThat(skipped.skipped()).isEqualTo("this kernel has none");
    }

    private TrialRow row() {
        return findings.row("scheduler rr");
    }

    private static Tally tally(String... servers) {
        Tally tally = new Tally();
        for (String server : servers) {
            tally.enter(ROUTE, new Answer.Served(server, null));
        }
        return tally;
    }
}
