package dev.weir.lab.verify;

import dev.weir.lab.DirectorProcess;
import dev.weir.lab.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether the running lab's cluster does what it must. */
public final class Verification {
    private final int requests;
    private final Consumer<Row> progress;

    /**
     * @param requests how many to send to each target, besides a few by curl and dig
     * @param progress is given each row as it comes
     */
    public Verification(int requests, Consumer<Row> progress) {
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
        return Report.of(rows, new KillTrial(director).run());
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Target target : Target.all()) {
            Row row = Row.of(new Sampling(target).take(requests));
            progress.accept(row);
            rows.add(row);
        }
        return rows;
    }
}
