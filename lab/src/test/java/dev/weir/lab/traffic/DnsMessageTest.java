package dev.weir.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.IpAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsMessageTest {
    private static final short ID = 0x1234;
    private static final String QUESTION = "1234" + "0100" + "0001000000000000" + "0161047765697204746573740000010001";
    private static final String ANSWER = "1234" + "8580" + "0001000100000000" + "0161047765697204746573740000010001"
            + "c00c" + "0001" + "0001" + "00000000" + "0004" + "c000020b";

    @Test
    void questionIsLaidOutAsTheStandardSays() {
        assertThat(HexFormat.of().formatHex(DnsMessage.question(ID, "a.weir.test")))
                .isEqualTo(QUESTION);
    }

    @Test
    void addressOfTheAnswerIsRead() {
        assertThat(DnsMessage.answer(ID, bytes(ANSWER))).contains(IpAddress.parse("192.0.2.11"));
    }

    @Test
    void answerToAnotherQuestionIsNone() {
        assertThat(DnsMessage.answer((short) 0x4321, bytes(ANSWER))).isEmpty();
    }

    @Test
    void errorIsNoAnswer() {
        assertThat(DnsMessage.answer(ID, bytes(ANSWER.replaceFirst("8580", "8583"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 12, 20, 40, 60, 80})
    void truncatedAnswerIsNone(int digits) {
        assertThat(DnsMessage.answer(ID, bytes(ANSWER.substring(0, digits)))).isEmpty();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void longQuestionEndsWithAnOptionOfThatLength() {
        byte[] question = DnsMessage.question((short) 7, "a.weir.test");
        byte[] longer = DnsMessage.longQuestion((short) 7, "a.weir.test", 2_000);

        assertThat(longer).hasSize(question.length + 11 + 4 + 2_000);
        assertThat(longer[11]).isEqualTo((byte) 1);
        // The root's name, type OPT, 512 octets over UDP, no flags, 2,004 octets: option 65,001 with 2,000.
        assertThat(HexFormat.of().formatHex(longer, question.length, question.length + 15))
                .isEqualTo("00" + "0029" + "0200" + "00000000" + "07d4" + "fde9" + "07d0");
    }
}
