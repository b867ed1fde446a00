package dev.weir.lab.trial;

import dev.weir.api.ApiException;
import dev.weir.lab.DirectorProcess;
import dev.weir.lab.LabException;
import dev.weir.lab.network.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All trials, one after the other, on the running lab. Each has the lab's own cluster file put back. */
public final class Trials {
    private final DirectorProcess director;
    private final Predicate<String> wanted;

    /** @param wanted says, by their names, which features are tried */
    public Trials(DirectorProcess director, Predicate<String> wanted) {
        this.director = director;
        this.wanted = wanted;
    }

    /** What is tried, in the report's order. */
    private static Stream<Trial> all() {
        return Stream.of(
                        TurnTrials.all(),
                        LeastTrials.all(),
                        LotTrials.all(),
                        HashTrials.all(),
                        LocalityTrials.all(),
                        PersistenceTrials.all(),
                        MatchingTrials.all(),
                        SinglePacketTrials.all(),
                        SctpTrials.all(),
                        NameTrials.all(),
                        MailTrials.all(),
                        FtpTrials.all(),
                        LimitTrials.all(),
                        LeavingTrials.all())
                .flatMap(List::stream);
    }

    /** How many features are wanted. */
    public static int count(Predicate<String> wanted) {
        return (int) trials(wanted).count();
    }

    private static Stream<Trial> trials(Predicate<String> wanted) {
        return all().filter(trial -> wanted.test(trial.feature()));
    }

    public List<TrialRow> run() {
        ClusterFile file = ClusterFile.of(director);
        List<TrialRow> rows = new ArrayList<>();
        // Each on a thread of the client's host, so that its sockets are there.
        trials(wanted).forEach(trial -> rows.add(Host.CLIENT.run(() -> tried(trial, file))));
        return rows;
    }

    private TrialRow tried(Trial trial, ClusterFile file) {
        Findings findings = new Findings();
        try (Stage stage = new Stage(director, file, findings)) {
            trial.play().on(stage);
        } catch (SkippedException e) {
            return findings.skipped(trial.feature(), e.getMessage() + "");
        } catch (LabException | ApiException e) {
            findings.fault(e.getMessage() + "");
        }
        return findings.row(trial.feature());
    }
}
