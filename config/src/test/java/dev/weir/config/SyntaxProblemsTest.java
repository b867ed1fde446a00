package dev.weir.config;

import static dev.weir.config.Files.problems;
import static dev.weir.config.Files.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a file that is no YAML. */
class SyntaxProblemsTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "   "})
    void emptyFileIsRefused(String text) {
        assertThat(told(text))
                .startsWith("cluster.yaml:1:1: the file is empty\n")
                .endsWith("""
                  begin with 'director:' and 'services:'""");
    }

    @Test
    void fileThatIsOneWordIsRefused() {
        assertThat(told("weir")).isEqualTo("""
                cluster.yaml:1:1: the file must be a mapping of keys to values, not 'weir'
                  weir
                  ^
                  write director: ..., services: ...""");
    }

    @Test
    void tabCanNotIndent() {
        assertThat(told("director:\n\tinterfaces: [eth0]\n")).isEqualTo("""
                cluster.yaml:2:1: a tab can't stand here
                  \tinterfaces: [eth0]
                  ^
                  indent with spaces""");
    }

    @Test
    void addressWithColonsAtItsEndNeedsQuotes() {
        assertThat(told("""
                services:
                  - vip: 2001:db8::
                    port: 80
                """)).isEqualTo("""
                cluster.yaml:2:19: an address that begins or ends with colons reads as a key
                    - vip: 2001:db8::
                                    ^
                  put it in quotes: '2001:db8::'""");
    }

    @Test
    void addressThatBeginsWithColonsNeedsQuotesWithinBraces() {
        assertThat(told("services: [{vip: ::2, port: 80}]")).isEqualTo("""
                cluster.yaml:1:18: an address that begins or ends with colons reads as a key
                  services: [{vip: ::2, port: 80}]
                                   ^
                  put it in quotes: '::2'""");
    }

    @Test
    void wrongIndentationIsToldWhereItShows() {
        assertThat(told("""
                director:
                  interfaces: [eth0]
                 services: []
                """)).isEqualTo("""
                cluster.yaml:3:2: this is not YAML: expected <block end>, but found '<block mapping start>'
                   services: []
                   ^
                  check the indentation of this line and of the one before, and that each key has its ':'""");
    }

    @Test
    void secondDocumentIsRefused() {
        assertThat(told("director: {}\n---\nservices: []\n")).isEqualTo("""
                cluster.yaml:2:1: a second document begins here
                  ---
                  ^
                  keep one cluster in a file, without '---'""");
    }

    @Test
    void aliasOfNothingIsRefused() {
        assertThat(told("director: *settings")).startsWith("cluster.yaml:1:11: this is not YAML: ");
    }

    @Test
    void mergeKeyIsNotKnown() {
        assertThat(told("director: &d {interfaces: [eth0]}\n<<: *d\nservices: []\n"))
                .isEqualTo("""
                cluster.yaml:2:1: unknown key '<<' in the file
                  <<: *d
                  ^
                  known here: director, services""");
    }

    @Test
    void keyMustBeAWord() {
        assertThat(told("director: {interfaces: [eth0]}\nservices: []\n? [a, b]\n: c\n"))
                .isEqualTo("""
                cluster.yaml:3:3: a key must be a word, not a list
                  ? [a, b]
                    ^""");
    }

    @Test
    void controlCharacterIsToldAndKeptFromTheTerminal() {
        assertThat(told("director:\n  \u001b[31m: 1\n")).isEqualTo("""
                cluster.yaml:2:3: the character U+001B can't stand in a YAML file
                    \ufffd[31m: 1
                    ^
                  remove it""");
    }

    @Test
    void escapedControlCharacterIsKeptFromTheTerminalToo() {
        assertThat(told("\"\\e[31m\": 1")).startsWith("""
                cluster.yaml:1:1: unknown key '\ufffd[31m' in the file
                  "\\e[31m": 1
                  ^
                  known here: director, services""");
    }

    @Test
    void longTextIsToldByItsBeginning() {
        assertThat(problems("x".repeat(1_000)))
                .extracting(Problem::message)
                .containsExactly("the file must be a mapping of keys to values, not '" + "x".repeat(60) + "...'");
    }
}
