package dev.weir.lab.verify;

import dev.weir.lab.DirectorProcess;
import dev.weir.lab.Target;
import dev.weir.lab.trial.TrialRow;
import dev.weir.lab.trial.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Whether the running lab's cluster does what it must. */
public final class Verification {
    private final int requests;
    private final Predicate<String> wanted;
    private final Consumer<String> progress;

    /**
     * @param requests how many to send to each target, besides a few by curl and dig
     * @param wanted says, by their names, which targets and features are looked at
     * @param progress is told each step
     */
    public Verification(int requests, Predicate<String> wanted, Consumer<String> progress) {
        this.requests = requests;
        this.wanted = wanted;
        this.progress = progress;
    }

    /** How many rows there will be. */
    public int rows() {
        return targets().size() + Trials.count(wanted);
    }

    private List<Target> targets() {
        return Target.all().stream()
                .filter(target -> wanted.test(target.toString()))
                .toList();
    }

    /** Every target in turn. */
    public List<Row> sample() {
        List<Target> targets = targets();
        progress.accept("sending %d requests to each of %d targets".formatted(requests, targets.size()));
        List<Row> rows = new ArrayList<>();
        for (Target target : targets) {
            rows.add(Row.of(new Sampling(target).take(requests)));
        }
        return rows;
    }

    /** Every target in turn, and then every feature. */
    public Report run(DirectorProcess director) {
        return Report.of(sample(), tryFeatures(director), null);
    }

    /** The same, and then the death of {@code director} under load. */
    public Report runAndKill(DirectorProcess director) {
        List<Row> rows = sample();
        List<TrialRow> trials = tryFeatures(director);
        progress.accept("killing the director under load, for 5 s");
        return Report.of(rows, trials, new KillTrial(director).run());
    }

    private List<TrialRow> tryFeatures(DirectorProcess director) {
        progress.accept("trying %d features".formatted(Trials.count(wanted)));
        return new Trials(director, wanted).run();
    }
}
