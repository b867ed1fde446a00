package dev.weir.lab.trial;

import dev.weir.api.ChangeOutcome;
import dev.weir.api.FileProblem;
import dev.weir.lab.DirectorProcess;
import dev.weir.lab.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lab's cluster file as it was before the trials, to which each adds services of its own.
 *
 * @param director follows it
 * @param text as it was
 */
record ClusterFile(DirectorProcess director, String text) {
    private static final String NAME = "trial.yaml";
    private static final String SERVICES = "services:\n";
    private static final String BEGIN = "  # A trial's, till here:\n";
    private static final String END = "  # here.\n";

    /** What a trial that was broken off has left in the file. */
    private static final Pattern LEFT = Pattern.compile(BEGIN + ".*?" + END, Pattern.DOTALL);

    static ClusterFile of(DirectorProcess director) {
        try {
            String text = Files.readString(director.clusterFile());
            return new ClusterFile(director, own(text));
        } catch (IOException e) {
            throw new LabException("cannot read " + director.clusterFile() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Puts it in force together with {@code services}.
     *
     * @param settings lines of the director's part, {@code timeouts: {close: 1s}}
     */
    void applyWith(List<String> settings, List<ServiceText> services) {
        apply(with(text, settings, services));
    }

    static String with(String text, List<String> settings, List<ServiceText> services) {
        Stream<String> lines = settings.stream().map("  %s\n"::formatted);
        String added = marked(lines) + SERVICES + marked(services.stream().map(ServiceText::yaml));
        return text.replaceFirst(SERVICES, Matcher.quoteReplacement(added));
    }

    /** Without a trial's lines. */
    static String own(String text) {
        return LEFT.matcher(text).replaceAll("");
    }

    private static String marked(Stream<String> lines) {
        return BEGIN + lines.collect(Collectors.joining()) + END;
    }

    void restore() {
        apply(text);
    }

    private void apply(String yaml) {
        switch (director.ask(api -> api.apply(NAME, yaml))) {
            case ChangeOutcome.Accepted accepted -> {}
            case ChangeOutcome.Refused refused ->
                throw new LabException("the director refuses the trial's services:%n%s"
                        .formatted(refused.problems().stream()
                                .map(FileProblem::rendered)
                                .collect(Collectors.joining("\n"))));
            case ChangeOutcome.Failed failed ->
                throw new LabException("the director can't do the trial's services: " + failed.reason());
        }
    }
}
