package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.DesiredState;
import dev.weir.testing.RandomStates;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutates a valid file, more than 10,000 times: whatever comes of it, reading it ends in a state that can be written and
 * read again, or in problems that stand within the text.
 */
class ClusterFileFuzzTest {
    private static final int MUTANTS_A_SEED = 500;
    private static final int MIXES_A_SEED = 100;
    private static final Pattern WORD = Pattern.compile("(?<=: |\\[|, )[^,\\[\\]{}\\n]+");
    private static final String[] SCRAPS = {
        "\n",
        "\r",
        "\t",
        "  ",
        "- ",
        ": ",
        ":",
        "::",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "'",
        "\"",
        "#",
        "|",
        ">",
        "!",
        "!!int ",
        "%",
        "@",
        "`",
        "?",
        "---\n",
        "...\n",
        "~",
        "null",
        "0",
        "80",
        "-1",
        "99999999999",
        "1e9",
        "\\",
        "\ufeff",
        "\u0000",
        "\u001b",
        "\u0085",
        "\u2028",
        "é",
        "\ud83d\ude00",
        "\ud83d",
        "\ude00",
        "<<: ",
        "vip",
        "servers:\n",
        "10.0.0.1",
        "fd00::1",
        "tunnelling",
        "port: 80\n",
        "any",
        "-",
        "80-90",
        "0.0.0.0",
        "sctp",
        "125%",
        "rr",
        "mh",
        "lblcr",
        "least-latency",
        "one-packet",
        "hash-port",
        "sorry",
        "5m",
        "resume-below: 9, "
    };
    private static final String VALID = """
            # a cluster
            director:
              interfaces: [eth0]
              capacity: {services: 16, servers: 64}
              timeouts: {syn-recv: 1m, udp: 5m}
            services:
              - vip: 192.0.2.10
                port: 80
                scheduler: wrr
                servers: &pool
                  - {address: 10.0.0.1, port: 8080, weight: 1}
                  - {address: 10.0.0.2, port: 8080, weight: 2}
              - vip: "2001:db8::10"
                port: 53
                protocol: udp
                forwarding: tunnelling
                servers:
                  - address: fd00::1
                  - address: 10.0.0.3
                    weight: 0
              - {vip: 192.0.2.11, port: 8080, servers: *pool}
              - vip: 0.0.0.0
                port: 8000-8999
                also:
                  - {port: any}
                  - {vip: 192.0.2.12, port: 443, protocol: tcp}
                scheduler: mh
                flags: [hash-port, fallback]
                bounded-load: 125%
                slow-start: 30s
                persistence: {timeout: 5m, ipv4-prefix: 24}
                limits: {connections: 1000, client-rate: 20}
                servers:
                  - {address: 10.0.0.4, max-connections: 10, resume-below: 5}
                  - {address: 10.0.0.5, port: any, role: overflow}
                  - {address: 10.0.0.6, port: 81, role: sorry}
            """;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyTextIsEitherValidOrHasProblemsWithinIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MUTANTS_A_SEED; i++) {
            assertIsReadOrTold(mutated(random));
        }
    }

    /** What is well written and contradicts itself comes of words that change their places. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anyMixOfWordsIsEitherValidOrHasProblemsWithinIt(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < MIXES_A_SEED; i++) {
            DesiredState drawn = new RandomStates(random).state();
            assertIsReadOrTold(mixed(ClusterFile.render(drawn), random));
        }
    }

    private static String mixed(String text, Random random) {
        List<MatchResult> words = WORD.matcher(text).results().toList();
        StringBuilder mixed = new StringBuilder(text);
        for (int i = words.size() - 1; i >= 0; i--) {
            MatchResult word = words.get(i);
            if (random.nextInt(40) == 0) {
                MatchResult other = words.get(random.nextInt(words.size()));
                mixed.replace(word.start(), word.end(), other.group());
            }
        }
        return mixed.toString();
    }

    private static void assertIsReadOrTold(String text) {
        switch (ClusterFile.parse("fuzz", text)) {
            case Parsed.Valid(var state) ->
                assertThat(ClusterFile.parse("again", ClusterFile.render(state)))
                        .as(text)
                        .isEqualTo(new Parsed.Valid(state));
            case Parsed.Invalid(var problems) ->
                assertThat(problems).as(text).allSatisfy(problem -> assertStandsWithin(text, problem));
        }
    }

    private static void assertStandsWithin(String text, Problem problem) {
        String[] lines = text.split("\r\n|\n|\r", -1);
        assertThat(problem.line()).isBetween(1, lines.length);
        String line = lines[problem.line() - 1];
        assertThat(problem.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
        assertThat(problem.message()).isNotBlank();
        assertThat(problem.render()).startsWith("fuzz:" + problem.line() + ":" + problem.column() + ": ");
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(VALID);
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            mutate(text, random);
        }
        return text.toString();
    }

    private static void mutate(StringBuilder text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String scrap = SCRAPS[random.nextInt(SCRAPS.length)];
        switch (random.nextInt(5)) {
            case 0 -> text.insert(from, scrap);
            case 1 -> text.delete(from, to);
            case 2 -> text.replace(from, to, scrap);
            case 3 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
            default -> text.setLength(Math.max(from, 1));
        }
    }
}
