package dev.weir.config;

import dev.weir.model.DesiredState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text of a cluster file after the other, and of each only the services that differ from the last valid
 * one. To be used by one thread at a time.
 *
 * <p>What it says is what {@link ClusterFile#parse} says of the same text: where it is in doubt, and wherever something
 * is wrong, it reads the whole.
 */
public final class ClusterFileReader {
    private @Nullable ValidFile last;

    /**
     * Reads a cluster file; never throws, whatever the text.
     *
     * @param name the file's name, for problems
     * @param text all of it
     */
    public Parsed read(String name, String text) {
        Problems problems = new Problems(new SourceText(name, text));
        Optional<ValidFile> file = readChange(text).or(() -> ValidFile.read(text, problems));
        file.ifPresent(valid -> last = valid);
        Optional<DesiredState> state = file.map(ValidFile::state);
        return state.<Parsed>map(Parsed.Valid::new).orElseGet(() -> invalid(problems.inFileOrder()));
    }

    private Optional<ValidFile> readChange(String text) {
        return Optional.ofNullable(last).flatMap(known -> known.changedTo(text));
    }

    private static Parsed invalid(List<Problem> problems) {
        return new Parsed.Invalid(problems);
    }
}
