package dev.weir.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Reads YAML text to nodes that know their place, within limits on size, nesting and aliases, and tells in an
 * operator's words where the text is no YAML.
 */
final class YamlReader {
    /** Room for more than 500,000 servers. */
    static final int MAX_LENGTH = 32 * 1024 * 1024;

    private static final int MAX_ALIASES = 65_536;

    private final Problems problems;

    YamlReader(Problems problems) {
        this.problems = problems;
    }

    /** The root of the one document in {@code text}; none if a problem was found. */
    Optional<Node> read(String text) {
        if (text.length() > MAX_LENGTH) {
            problems.add(1, 1, "the file is longer than " + MAX_LENGTH + " characters", "");
            return Optional.empty();
        }
        try {
            Optional<Node> root = compose(text);
            if (root.isEmpty()) {
                problems.add(1, 1, "the file is empty", "begin with 'director:' and 'services:'");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            addSyntaxProblem(e);
        } catch (ReaderException e) {
            addUnprintable(text, e);
        } catch (YamlEngineException e) {
            problems.add(1, 1, "this is not YAML: " + e.getMessage(), "");
        }
        return Optional.empty();
    }

    /** Values stay texts (YAML's failsafe schema): the binder knows better than a guess what each should be. */
    private static Optional<Node> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_LENGTH)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setAllowNonScalarKeys(true)
                .setUseMarks(true)
                .setSchema(new FailsafeSchema())
                .build();
        ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
        return new Composer(settings, new ShallowParser(parser)).getSingleNode();
    }

    private void addSyntaxProblem(MarkedYamlEngineException e) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        SyntaxHint hint = SyntaxHint.of(e.getProblem(), mark.map(this::lineAt).orElse(""));
        problems.add(mark, hint.message(), hint.suggestion());
    }

    private String lineAt(Mark mark) {
        return problems.source().line(mark.getLine() + 1);
    }

    private void addUnprintable(String text, ReaderException e) {
        int index = text.offsetByCodePoints(0, Math.clamp(e.getPosition(), 0, text.codePointCount(0, text.length())));
        String[] before = text.substring(0, index).split("\r\n|\n|\r", -1);
        String last = before[before.length - 1];
        problems.add(
                before.length,
                last.codePointCount(0, last.length()) + 1,
                String.format("the character U+%04X can't stand in a YAML file", e.getCodePoint()),
                "remove it");
    }
}
