package dev.weir.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Durations as an operator writes them: a whole number and a unit, {@code 90s}, {@code 15m}, {@code 2h}. */
final class Durations {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,9})(ms|[smhd])");

    /** The units, smallest first. */
    private enum Unit {
        MS(Duration.ofMillis(1)),
        S(Duration.ofSeconds(1)),
        M(Duration.ofMinutes(1)),
        H(Duration.ofHours(1)),
        D(Duration.ofDays(1));

        final Duration length;

        Unit(Duration length) {
            this.length = length;
        }
    }

    private Durations() {}

    static Optional<Duration> parse(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Arrays.stream(Unit.values())
                .filter(unit -> Values.kebab(unit).equals(matcher.group(2)))
                .map(unit -> unit.length.multipliedBy(Long.parseLong(matcher.group(1))))
                .findFirst();
    }

    /** In the largest unit that is exact, to the millisecond. */
    static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        Unit largest = Unit.MS;
        for (Unit unit : Unit.values()) {
            if (duration.toMillis() % unit.length.toMillis() == 0) {
                largest = unit;
            }
        }
        return duration.toMillis() / largest.length.toMillis() + Values.kebab(largest);
    }

    static String suggestionFor(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            return "write a whole number and ms, s, m, h or d, such as 90s or 15m";
        }
        return Arrays.stream(Unit.values())
                .filter(unit -> unit != Unit.MS)
                .map(unit -> text + Values.kebab(unit))
                .collect(Collectors.joining(", ", "add the unit: ", ""));
    }
}
