package dev.weir.config;

import dev.weir.model.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads single values; one that doesn't fit is a problem, and read as none. */
final class Values {
    private static final int MAX_DIGITS = 18;
    private static final Pattern NEARLY_A_NUMBER = Pattern.compile("\\+?0*([0-9]{1,10}(?:[_,'][0-9]+)*)(?:\\.0+)?");

    /** IFNAMSIZ less the end mark, and what the kernel's dev_valid_name asks. */
    private static final Pattern INTERFACE_NAME = Pattern.compile("(?!\\.{1,2}$)[!-~&&[^/:]]{1,15}");

    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    /** Any text, quoted or not. */
    Optional<String> text(Node node, String key) {
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(node, "'" + key + "' must be a single value, not " + Kind.of(node), "");
            return Optional.empty();
        }
        if (Kind.isNothing(scalar) || scalar.getValue().isEmpty()) {
            problems.add(node, "'" + key + "' has no value", "");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /** A whole number from {@code min} to {@code max}, in decimal digits. */
    Optional<Integer> number(Node node, String key, int min, int max) {
        return number(node, key, min, max, Words.NONE);
    }

    /**
     * What is said of a value that is no number where something else could stand too.
     *
     * @param orElse what, after a comma
     * @param suggestion the mend; empty for the nearest number
     */
    record Words(String orElse, String suggestion) {
        static final Words NONE = new Words("", "");
    }

    Optional<Integer> number(Node node, String key, int min, int max, Words words) {
        return text(node, key).flatMap(text -> {
            boolean isPlain = node instanceof ScalarNode scalar && Kind.isPlain(scalar);
            if (!isPlain || !isWholeNumber(text)) {
                String expected = "'" + key + "' must be a whole number from " + min + " to " + max + words.orElse();
                String mend = words.suggestion().isEmpty() ? nearestNumber(text) : words.suggestion();
                problems.add(node, expected + ", not " + (isPlain ? Kind.quoted(text) : "a text"), mend);
                return Optional.empty();
            }
            long number = Long.parseLong(text);
            if (number < min || number > max) {
                problems.add(node, "'" + key + "' " + text + " is not within " + min + " to " + max, "");
                return Optional.empty();
            }
            return Optional.of((int) number);
        });
    }

    /** Decimal digits without a leading zero, few enough for a long. */
    private static boolean isWholeNumber(String text) {
        if (text.length() > MAX_DIGITS || (text.length() > 1 && text.charAt(0) == '0')) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String nearestNumber(String text) {
        var nearly = NEARLY_A_NUMBER.matcher(text);
        return nearly.matches() ? "write " + nearly.group(1).replaceAll("[^0-9]", "") : "";
    }

    /** An address of a host: no group's, and not the director's own. */
    Optional<IpAddress> address(Node node, String key) {
        return text(node, key)
                .flatMap(text -> literal(node, key, text))
                .filter(address -> isOfAHost(node, key, address));
    }

    /** An address of a host, or the unspecified one, which is any of its family. */
    Optional<IpAddress> addressOrAny(Node node, String key) {
        return text(node, key)
                .flatMap(text -> literal(node, key, text))
                .filter(address -> address.isUnspecified() || isOfAHost(node, key, address));
    }

    private Optional<IpAddress> literal(Node node, String key, String text) {
        try {
            return Optional.of(IpAddress.parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(
                    node,
                    "'" + key + "' must be an IPv4 or IPv6 address, not " + Kind.quoted(text),
                    AddressHint.of(text));
            return Optional.empty();
        }
    }

    private boolean isOfAHost(Node node, String key, IpAddress address) {
        String kind = address.isMulticast()
                ? "a multicast address"
                : address.isLoopback() ? "a loopback address" : "the unspecified address";
        boolean isOfAHost = !address.isMulticast() && !address.isLoopback() && !address.isUnspecified();
        if (!isOfAHost) {
            problems.add(node, "'" + key + "' must be the address of a host; " + address + " is " + kind, "");
        }
        return isOfAHost;
    }

    /** A number with its unit, such as {@code 90s}. */
    Optional<Duration> duration(Node node, String key, Duration min, Duration max) {
        return text(node, key).flatMap(text -> {
            Optional<Duration> duration = Durations.parse(text);
            if (duration.isEmpty()) {
                String message = "'" + key + "' must be a number with a unit, not " + Kind.quoted(text);
                problems.add(node, message, Durations.suggestionFor(text));
            }
            return duration.filter(value -> isWithin(node, key, value, min, max));
        });
    }

    private boolean isWithin(Node node, String key, Duration value, Duration min, Duration max) {
        boolean isWithin = value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
        if (!isWithin) {
            String limits = Durations.format(min) + " to " + Durations.format(max);
            problems.add(node, "'" + key + "' " + Durations.format(value) + " is not within " + limits, "");
        }
        return isWithin;
    }

    /** One of an enum's names, written in kebab-case. */
    <E extends Enum<E>> Optional<E> word(Node node, String key, Class<E> type) {
        return text(node, key).flatMap(text -> {
            List<E> values = Arrays.asList(type.getEnumConstants());
            Optional<E> named =
                    values.stream().filter(value -> kebab(value).equals(text)).findFirst();
            if (named.isEmpty()) {
                List<String> words = values.stream().map(Values::kebab).toList();
                problems.add(node, "unknown " + key + " " + Kind.quoted(text), Spelling.suggestion(text, words));
            }
            return named;
        });
    }

    static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Optional<String> interfaceName(Node node) {
        return text(node, "interfaces").filter(name -> {
            boolean isValid = INTERFACE_NAME.matcher(name).matches();
            if (!isValid) {
                problems.add(
                        node,
                        Kind.quoted(name) + " can't be the name of an interface",
                        "a name has 1 to 15 characters, none of them a space, '/' or ':'");
            }
            return isValid;
        });
    }
}
