package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTest {
    private static final Change CHANGE = new Change(Change.Action.ADD, "tcp 192.0.2.10:80", "add it");

    @Test
    void membersStandInTheRecordsOrder() {
        String json = new String(Json.bytes(new Changes(3, List.of(CHANGE))), StandardCharsets.UTF_8);

        assertThat(json)
                .isEqualTo("{\"revision\":3,\"changes\":[{\"action\":\"add\",\"service\":\"tcp 192.0.2.10:80\","
                        + "\"text\":\"add it\"}]}");
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Changes changes = new Changes(3, List.of(CHANGE));

        assertThat(Json.read(Json.pretty(changes), Changes.class)).isEqualTo(changes);
    }

    @Test
    void aMemberOfALaterVersionIsPassedOver() {
        ApiAddress address = Json.read("{\"url\":\"u\",\"processId\":1,\"later\":[{}]}", ApiAddress.class);

        assertThat(address).isEqualTo(new ApiAddress("u", 1));
    }

    @Test
    void aMissingNumberIsAnError() {
        assertThatThrownBy(() -> Json.read("{\"url\":\"u\"}", ApiAddress.class))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("processId");
    }
}
