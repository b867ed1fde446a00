package dev.weir.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SmtpClientTest {
    private static final String GREETING = "220 s2.weir.test ESMTP";
    private static final Map<String, String> ANSWERS = Map.of(
            "EHLO", "250-s2.weir.test\r\n250-PIPELINING\r\n250 8BITMIME",
            "MAIL FROM", "250 Ok",
            "RCPT TO", "250 Ok",
            "DATA", "354 go on",
            ".", "250 queued",
            "QUIT", "221 bye");

    @Test
    void mailThatIsTakenWasServedByTheServerThatGreeted() throws Exception {
        try (ScriptedServer server = new ScriptedServer(GREETING, ANSWERS)) {
            Answer answer = new SmtpClient(server.route()).send("q1", "one\r\ntwo\r\n");

            assertThat(answer).isEqualTo(new Answer.Served("s2", null));
            assertThat(server.heard())
                    .containsExactly(
                            "EHLO client.weir.test",
                            "MAIL FROM:<client@weir.test>",
                            "RCPT TO:<box@weir.test>",
                            "DATA",
                            "Subject: q1",
                            "",
                            "one",
                            "two",
                            ".",
                            "QUIT");
        }
    }

    @Test
    void refusedRecipientIsAFailureThatTellsTheAnswer() throws Exception {
        Map<String, String> refusing = Map.of("EHLO", "250 s2", "MAIL FROM", "250 Ok", "RCPT TO", "554 no such box");
        try (ScriptedServer server = new ScriptedServer(GREETING, refusing)) {
            assertThat(new SmtpClient(server.route()).send("q1", ""))
                    .isEqualTo(new Answer.Failed("'RCPT TO:<box@weir.test>' was answered by '554 no such box'"));
        }
    }

    @Test
    void greetingOfNobodyIsAFailure() throws Exception {
        try (ScriptedServer server = new ScriptedServer("421 too busy", Map.of())) {
            assertThat(new SmtpClient(server.route()).send("q1", ""))
                    .isEqualTo(new Answer.Failed("unexpected greeting '421 too busy'"));
        }
    }
}
