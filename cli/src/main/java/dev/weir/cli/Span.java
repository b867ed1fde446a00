package dev.weir.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A duration as operators write it: {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class Span implements ITypeConverter<Duration> {
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(ms|[smhd]))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no duration: write 90s, 10m or 1h30m");
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            Duration unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
            sum = sum.plus(unit.multipliedBy(Long.parseLong(part.group(1))));
        }
        return sum;
    }

    /** {@code 1h30m}; to the millisecond. */
    static String words(Duration duration) {
        StringBuilder words = new StringBuilder();
        Duration rest = duration;
        for (String name : List.of("d", "h", "m", "s", "ms")) {
            Duration unit = UNITS.getOrDefault(name, Duration.ZERO);
            long count = rest.dividedBy(unit);
            rest = rest.minus(unit.multipliedBy(count));
            words.append(count == 0 ? "" : count + name);
        }
        return words.isEmpty() ? "0s" : words.toString();
    }

    static String words(double seconds) {
        return words(Duration.ofMillis(Math.round(seconds * 1_000)));
    }
}
