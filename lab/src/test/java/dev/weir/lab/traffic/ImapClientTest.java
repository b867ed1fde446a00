package dev.weir.lab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImapClientTest {
    private static final String GREETING = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] s3.weir.test";

    @Test
    void textOfTheMailIsFetchedWhole() throws Exception {
        Map<String, String> answers = Map.of(
                "a0 LOGIN", "a0 OK welcome",
                "a1 SELECT", "* 2 EXISTS\r\na1 OK [READ-WRITE] selected",
                "a2 SEARCH", "* SEARCH 2\r\na2 OK found",
                "a3 FETCH 2", "* 2 FETCH (BODY[TEXT] {10}\r\na3 OK\r\nb\r\n)\r\na3 OK fetched");
        try (ScriptedServer server = new ScriptedServer(GREETING, answers);
                ImapClient client = ImapClient.open(server.route(), "secret")) {
            assertThat(client.server()).isEqualTo("s3");
            assertThat(client.fetch("q1")).isEqualTo("a3 OK\r\nb\r\n");
        }
    }

    @Test
    void wrongPasswordIsToldByTheServersWords() throws Exception {
        Map<String, String> answers = Map.of("a0 LOGIN", "a0 NO [AUTHENTICATIONFAILED] no");
        try (ScriptedServer server = new ScriptedServer(GREETING, answers)) {
            assertThatThrownBy(() -> ImapClient.open(server.route(), "wrong"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("s3 answered 'a0 NO [AUTHENTICATIONFAILED] no'");
        }
    }
}
