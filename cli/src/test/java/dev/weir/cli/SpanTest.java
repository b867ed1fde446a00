package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "90s, 1m30s",
        "10m, 10m",
        "1h30m, 1h30m",
        "250ms, 250ms",
        "25h, 1d1h",
        "0s, 0s",
        "60m, 1h",
        "1s500ms, 1s500ms"
    })
    void isReadAndSaidInWords(String text, String words) {
        assertThat(Span.words(new Span().convert(text))).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "m", "-1s", "1.5s", "1w", "10 m", "10m ", "9999999999s"})
    void isRefused(String text) {
        assertThatThrownBy(() -> new Span().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is no duration: write 90s, 10m or 1h30m");
    }

    @ParameterizedTest
    @CsvSource({"0.25, 250ms", "90, 1m30s", "0, 0s"})
    void secondsAreSaidInWords(double seconds, String words) {
        assertThat(Span.words(seconds)).isEqualTo(words);
        assertThat(Duration.ofMillis(Math.round(seconds * 1_000))).isGreaterThanOrEqualTo(Duration.ZERO);
    }
}
