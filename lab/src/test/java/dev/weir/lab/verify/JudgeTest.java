package dev.weir.lab.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.lab.Application;
import dev.weir.lab.LabService;
import dev.weir.lab.Target;
import dev.weir.lab.network.ReplyCounters.Replies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Target NAT = new Target(LabService.NAT_IPV4, Application.WEB_TCP);
    private static final Target TUNNELLING = new Target(LabService.TUNNELLING_4IN6, Application.DNS_UDP);
    private static final Map<String, Integer> EVEN = Map.of("s1", 40, "s2", 40, "s3", 40);
    private static final Map<String, Integer> EVEN_REMOTE = Map.of("s4", 40, "s5", 40, "s6", 40);
    private static final Map<String, Integer> CLIENT = Map.of("203.0.113.10", 120);

    @Test
    void nothingIsWrongWithNatWhoseRepliesGoByTheDirector() {
        assertThat(Judge.faults(new Sample(NAT, 120, List.of(), EVEN, CLIENT, new Replies(600, 0))))
                .isEmpty();
    }

    @Test
    void nothingIsWrongWithATunnelWhoseRepliesGoPastTheDirector() {
        assertThat(Judge.faults(new Sample(TUNNELLING, 120, List.of(), EVEN_REMOTE, CLIENT, new Replies(0, 120))))
                .isEmpty();
    }

    @Test
    void failureIsAFaultWithItsReason() {
        Map<String, Integer> client = Map.of("203.0.113.10", 119);
        Sample sample = new Sample(NAT, 120, List.of("Read timed out"), EVEN, client, new Replies(600, 0));

        assertThat(Judge.faults(sample)).containsExactly("1 of 120 requests failed, the first: Read timed out");
    }

    @Test
    void serverWithLessThanItsShareIsAFault() {
        Map<String, Integer> uneven = Map.of("s1", 40, "s2", 47, "s3", 33);

        assertThat(Judge.faults(new Sample(NAT, 120, List.of(), uneven, CLIENT, new Replies(600, 0))))
                .containsExactly("s2 served 47 requests, its share is 40", "s3 served 33 requests, its share is 40");
    }

    @Test
    void serverWhoseRequestsAllFailedIsTheOnlyOneNamed() {
        Map<String, Integer> client = Map.of("203.0.113.10", 10);
        Map<String, Integer> served = Map.of("s1", 5, "s3", 5);
        List<String> failures = List.of("refused", "refused", "refused", "refused", "refused");

        assertThat(Judge.faults(new Sample(NAT, 15, failures, served, client, new Replies(60, 0))))
                .containsExactly("5 of 15 requests failed, the first: refused", "s2 served 0 requests, its share is 5");
    }

    @Test
    void anotherClientAddressIsAFault() {
        Map<String, Integer> director = Map.of("192.0.2.2", 120);

        assertThat(Judge.faults(new Sample(NAT, 120, List.of(), EVEN, director, new Replies(600, 0))))
                .containsExactly("the servers saw the clients {192.0.2.2=120}, not {203.0.113.10=120}");
    }

    @Test
    void natReplyPastTheDirectorIsAFault() {
        assertThat(Judge.faults(new Sample(NAT, 120, List.of(), EVEN, CLIENT, new Replies(600, 1))))
                .containsExactly("1 reply packets went past the director, and must not");
    }

    @Test
    void tunnelReplyByTheDirectorIsAFault() {
        assertThat(Judge.faults(new Sample(TUNNELLING, 120, List.of(), EVEN_REMOTE, CLIENT, new Replies(2, 120))))
                .containsExactly("2 reply packets went by the director, and must not");
    }

    @Test
    void repliesThatNobodySawAreAFault() {
        assertThat(Judge.faults(new Sample(TUNNELLING, 120, List.of(), EVEN_REMOTE, CLIENT, Replies.NONE)))
                .containsExactly("120 requests were served with only 0 reply packets seen on their way");
    }
}
