package dev.weir.lab.verify;

import dev.weir.lab.DirectorProcess;
import dev.weir.lab.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether the running lab's cluster does what it must. */
public final class Verification {
    private final int requests;
    private final Consumer<String> progress;

    /**
     * @param requests how many to send to each target, besides a few by curl and dig
     * @param progress is told each step
     */
    public Verification(int requests, Consumer<String> progress) {
        this.requests = requests;
        this.progress = progress;
    }

    /** Every target in turn. */
    public Report run() {
        return Report.of(rows(), null);
    }

    /** The same, and then the death of {@code director} under load. */
    public Report runAndKill(DirectorProcess director) {
        List<Row> rows = rows();
        progress.accept("killing the director under load, for 5 s");
        return Report.of(rows, new KillTrial(director).run());
    }

    private List<Row> rows() {
        progress.accept("sending %d requests to each of %d targets"
                .formatted(requests, Target.all().size()));
        List<Row> rows = new ArrayList<>();
        for (Target target : Target.all()) {
            rows.add(Row.of(new Sampling(target).take(requests)));
        }
        return rows;
    }
}
