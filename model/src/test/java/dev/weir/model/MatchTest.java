package dev.weir.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchTest {
    private static final IpAddress VIP = IpAddress.parse("192.0.2.1");

    @ParameterizedTest
    @CsvSource({"-1, -1", "0, 80", "80, 79", "80, 0", "65535, 65536", "65536, 65536"})
    void portsThatAreNoRangeAreRefused(int first, int last) {
        assertThatThrownBy(() -> new Match(Protocol.TCP, VIP, first, last))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ports " + first + "-" + last + " are no range within 1..65535");
    }

    @ParameterizedTest
    @CsvSource({"80, 80, true, false, false", "80, 81, false, true, false", "0, 0, false, false, true"})
    void portsAreOneOrARangeOrAny(int first, int last, boolean isOne, boolean isRange, boolean isAny) {
        Match match = new Match(Protocol.TCP, VIP, first, last);

        assertThat(match.isOnePort()).isEqualTo(isOne);
        assertThat(match.isRange()).isEqualTo(isRange);
        assertThat(match.isAnyPort()).isEqualTo(isAny);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, false", "0.0.0.0, true", "::, true", "::1, false"})
    void unspecifiedAddressIsAny(String address, boolean isAny) {
        assertThat(Match.of(Protocol.TCP, IpAddress.parse(address), 80).isAnyAddress())
                .isEqualTo(isAny);
    }

    @ParameterizedTest
    @CsvSource({
        "80, 80, 80, 80, true",
        "80, 80, 81, 81, false",
        "80, 90, 90, 99, true",
        "80, 90, 91, 99, false",
        "80, 99, 85, 86, true",
        "0, 0, 0, 0, true",
        "80, 80, 80, 90, false",
        "80, 80, 0, 0, false",
        "80, 90, 0, 0, false"
    })
    void matchesOfOneRankContradictWhereTheyOverlap(
            int first, int last, int otherFirst, int otherLast, boolean contradict) {
        Match one = new Match(Protocol.TCP, VIP, first, last);
        Match other = new Match(Protocol.TCP, VIP, otherFirst, otherLast);

        assertThat(one.contradicts(other)).isEqualTo(contradict);
        assertThat(other.contradicts(one)).isEqualTo(contradict);
    }

    @Test
    void otherProtocolsAndAddressesNeverContradict() {
        Match match = Match.of(Protocol.TCP, VIP, 80);

        assertThat(match.contradicts(Match.of(Protocol.SCTP, VIP, 80))).isFalse();
        assertThat(match.contradicts(Match.of(Protocol.TCP, IpAddress.parse("0.0.0.0"), 80)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 80, 80, TCP 192.0.2.1:80",
        "192.0.2.1, 8000, 8999, TCP 192.0.2.1:8000-8999",
        "0.0.0.0, 0, 0, TCP 0.0.0.0:any",
        "2001:db8::1, 53, 54, TCP [2001:db8::1]:53-54"
    })
    void readsAsItIsSpoken(String address, int first, int last, String text) {
        assertThat(new Match(Protocol.TCP, IpAddress.parse(address), first, last))
                .hasToString(text);
    }
}
