package dev.weir.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConnectionQueryTest {
    @Test
    void onlyGivenFiltersStandInTheUrlAndAreEscaped() {
        ConnectionQuery query = new ConnectionQuery("2001:db8::/32", null, "[2001:db8::1]:80", null, 5);

        assertThat(query.toQueryString())
                .isEqualTo("client=2001%3Adb8%3A%3A%2F32&server=%5B2001%3Adb8%3A%3A1%5D%3A80&limit=5");
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatThrownBy(() -> new ConnectionQuery(null, null, null, null, -1))
                .hasMessage("limit -1 is negative; 0 asks for all");
    }
}
