package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Capacity;
import dev.weir.model.DesiredState;
import dev.weir.model.DirectorSettings;
import dev.weir.model.Timeouts;
import dev.weir.testing.RandomStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The law of reading changes: whatever was read before, a text is read as if it were the first. */
class ClusterFileReaderTest {
    private static final int EDITS = 40;
    private static final String[] SCRAPS = {
        "\n",
        "\n\n",
        "  ",
        "- ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&a ",
        "*a",
        "'",
        "\"",
        "# x\n",
        " # x",
        "|\n",
        ">\n",
        "\t",
        "\r\n",
        "---\n",
        "...\n",
        "\n...\n",
        "? ",
        "!!map ",
        "0",
        "1",
        "services:\n",
        "director:\n",
        "    servers: []\n",
        "  - {vip: 192.0.2.99, port: 80, servers: []}\n",
        "- vip: 192.0.2.98\n",
        "      - {address: 10.9.9.9}\n",
        "    also: [{port: 443}]\n",
        "    also: [{vip: 192.0.2.3, port: 80}]\n",
        "    port: 80-89\n",
        "    port: any\n",
        "    persistence: 5m\n",
        "    flags: [fallback]\n",
        "    scheduler: mh\n",
        "      - {port: 85-95}\n"
    };
    private static final String VALID = """
            services:
              - vip: 192.0.2.1   # the first
                port: 80
                servers:
                  - {address: 10.0.0.1, weight: 1}
                also:
                  - {port: 443}
                  - {port: 8000-8999}
            # between

              - vip: '2001:db8::1'
                port: 53
                protocol: udp
                servers: []
              - {vip: 192.0.2.3, port: 80, servers: [{address: 10.0.0.1},
                  {address: 10.0.0.2}]}
            director:
              interfaces: [eth0]
              capacity: {services: 6, servers: 5}
            """;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textIsReadAsIfItWereTheFirst(long seed) {
        Random random = new Random(seed);
        ClusterFileReader reader = new ClusterFileReader();
        String valid = random.nextBoolean() ? VALID : drawn(random);
        for (int i = 0; i < EDITS; i++) {
            String text = edited(valid, random);
            Parsed parsed = ClusterFile.parse(Files.NAME, text);
            assertThat(reader.read(Files.NAME, text)).as(text).isEqualTo(parsed);
            valid = parsed instanceof Parsed.Valid ? text : valid;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changeOfWholeLinesIsReadByItself(long seed) {
        Random random = new Random(seed);
        String text = random.nextBoolean() ? VALID : drawn(random);
        ValidFile file = whole(text);
        for (int i = 0; i < EDITS; i++) {
            String next = withOtherLine(file.text(), random);
            Problems problems = new Problems(new SourceText(Files.NAME, next));
            ValidFile.read(next, problems)
                    .ifPresent(read -> file.changedTo(next).ifPresent(changed -> {
                        assertThat(changed.state()).as(next).isEqualTo(read.state());
                        assertThat(changed.places())
                                .as(next)
                                .usingRecursiveComparison()
                                .isEqualTo(read.places());
                    }));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weight: 1}|weight: 2}",
                "port: 53|port: 54",
                "    servers: []\n|    servers: []\n    scheduler: rr\n",
                "servers: []|servers: [{address: fd00::1}]",
                "      - {address: 10.0.0.1, weight: 1}\n|      - {address: 10.0.0.1}\n      - {address: 10.0.0.9}\n",
                "director:|  - {vip: 192.0.2.9, port: 80, servers: []}\ndirector:",
                "services:\n|services:\n  - {vip: 192.0.2.9, port: 80, servers: []}\n",
                "  - vip: '2001:db8::1'\n    port: 53\n    protocol: udp\n    servers: []\n|",
                "# between|# in between",
            })
    void changeOfServicesNeedsNoReadingOfTheOthers(String edit) {
        int bar = edit.indexOf('|');
        String next = VALID.replace(edit.substring(0, bar), edit.substring(bar + 1));

        assertThat(next).isNotEqualTo(VALID);
        assertThat(whole(VALID).changedTo(next).map(ValidFile::state)).contains(Files.valid(next));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eth0|eth1",
                "192.0.2.3|192.0.2.1",
                "192.0.2.3, port: 80|192.0.2.1, port: 443",
                "192.0.2.3, port: 80|192.0.2.1, port: 8999-9999",
                "{port: 443}|{vip: 192.0.2.3}",
                "- {port: 443}\n|- {port: 443}\n      - {port: 444}\n      - {port: 445}\n",
                "services: 6|services: 4",
                "weight: 1}|weight: 1}\n      - {address: 10.0.0.7}\n      - {address: 10.0.0.8}\n      - {address: 10.0.0.9}",
                "weight: 1}|wieght: 1}",
                "# between|...",
                "# between|---",
                "# between|director: {interfaces: [eth0]}",
                "servers: []|servers: &none []",
                "# between|\t# between",
            })
    void whateverIsInDoubtIsReadAsAWhole(String edit) {
        int bar = edit.indexOf('|');
        String next = VALID.replace(edit.substring(0, bar), edit.substring(bar + 1));

        assertThat(next).isNotEqualTo(VALID);
        assertThat(whole(VALID).changedTo(next)).isEmpty();
    }

    @Test
    void badTextDoesNotMakeTheReaderForgetTheGoodOne() {
        ClusterFileReader reader = new ClusterFileReader();
        Parsed good = reader.read(Files.NAME, VALID);

        assertThat(reader.read(Files.NAME, VALID.replace("port: 53", "port: -1")))
                .isInstanceOf(Parsed.Invalid.class);
        assertThat(((Parsed.Valid) reader.read(Files.NAME, VALID)).state()).isSameAs(((Parsed.Valid) good).state());
    }

    private static ValidFile whole(String text) {
        return ValidFile.read(text, new Problems(new SourceText(Files.NAME, text)))
                .orElseThrow();
    }

    private static String drawn(Random random) {
        DesiredState drawn = new RandomStates(random).state();
        Capacity capacity = new Capacity(24, 24, Capacity.MIN_CONNECTIONS, Capacity.MIN_SCHEDULER_SLOTS);
        DirectorSettings settings = new DirectorSettings(List.of("eth0"), capacity, Timeouts.DEFAULT);
        String text = ClusterFile.render(new DesiredState(1, settings, drawn.services()));
        return ClusterFile.parse(Files.NAME, text) instanceof Parsed.Valid ? text : VALID;
    }

    private static String edited(String text, Random random) {
        String edited = text;
        int edits = 1 + random.nextInt(2);
        for (int i = 0; i < edits; i++) {
            edited = random.nextInt(3) == 0 ? withScrap(edited, random) : withOtherLine(edited, random);
        }
        return edited;
    }

    private static String withScrap(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(4));
        return text.substring(0, from) + SCRAPS[random.nextInt(SCRAPS.length)] + text.substring(to);
    }

    /** A line is removed, repeated, moved, replaced by a scrap or given another digit. */
    private static String withOtherLine(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.add(random.nextInt(lines.size()), lines.remove(at));
            case 3 -> lines.add(at, SCRAPS[random.nextInt(SCRAPS.length)]);
            default -> lines.set(at, line.replaceFirst("[0-9](?=[^0-9]*$)", "" + random.nextInt(10)));
        }
        return String.join("", lines);
    }
}
