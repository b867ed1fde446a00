package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.MatchTable.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatchTableTest {
    private final MatchTable<String> table = new MatchTable<>();

    @Test
    void firstClaimStands() {
        Match match = ports(80, 80);

        assertThat(table.claim(match, "first")).isEmpty();
        assertThat(table.claim(match, "second")).contains(new Claim<>(match, "first"));
        assertThat(table.claim(match, "third")).contains(new Claim<>(match, "first"));
    }

    @Test
    void overlappingRangeIsAnsweredWithTheOneItOverlaps() {
        table.claim(ports(8_000, 8_099), "low");
        table.claim(ports(8_200, 8_299), "high");

        assertThat(table.claim(ports(8_050, 8_150), "second")).contains(new Claim<>(ports(8_000, 8_099), "low"));
        assertThat(table.claim(ports(8_100, 8_200), "third")).contains(new Claim<>(ports(8_200, 8_299), "high"));
        assertThat(table.claim(ports(8_100, 8_199), "between")).isEmpty();
    }

    @Test
    void ranksDoNotTouchEachOther() {
        assertThat(table.claim(ports(0, 0), "any port")).isEmpty();
        assertThat(table.claim(ports(80, 90), "range")).isEmpty();
        assertThat(table.claim(ports(80, 80), "port")).isEmpty();
        assertThat(table.claim(Match.of(Protocol.TCP, IpAddress.parse("0.0.0.0"), 80), "any address"))
                .isEmpty();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    /** The law: what is refused is just what {@link Match#contradicts} one that was not. */
    @ParameterizedTest
    @MethodSource("seeds")
    void claimIsRefusedIfAndOnlyIfItContradictsOneThatStands(long seed) {
        Random random = new Random(seed);
        List<Match> standing = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int first = random.nextInt(30);
            Match match = new Match(
                    random.nextBoolean() ? Protocol.TCP : Protocol.UDP,
                    IpAddress.ofIpv4(random.nextInt(2)),
                    first,
                    first == 0 ? 0 : first + random.nextInt(6));
            Optional<Match> refusedBy = table.claim(match, "someone").map(Claim::match);

            assertThat(refusedBy.isPresent()).isEqualTo(standing.stream().anyMatch(match::contradicts));
            refusedBy.ifPresent(claim -> assertThat(standing).contains(claim).anyMatch(match::contradicts));
            if (refusedBy.isEmpty()) {
                standing.add(match);
            }
        }
    }

    private static Match ports(int first, int last) {
        return new Match(Protocol.TCP, IpAddress.parse("192.0.2.1"), first, last);
    }
}
