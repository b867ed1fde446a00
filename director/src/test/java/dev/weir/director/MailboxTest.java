package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.dataplane.Plan;
import dev.weir.director.Mailbox.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Outcome DONE = new Outcome.Planned(Plan.NOTHING);

    private final FakeTicker ticker = new FakeTicker();
    private final Mailbox mailbox = new Mailbox(ticker);

    @Test
    void commandsAreAnsweredInTheirOrder() {
        List<String> events = new ArrayList<>();
        CompletableFuture<Outcome> first = mailbox.send(() -> note(events, "first"));
        CompletableFuture<Outcome> second = mailbox.send(() -> note(events, "second"));
        assertThat(first).isNotDone();
        work();
        assertThat(second).isCompletedWithValue(DONE);
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    void tooManyCommandsAreAnsweredAtOnce() {
        for (int i = 0; i < Mailbox.CAPACITY; i++) {
            assertThat(mailbox.send(() -> DONE)).isNotDone();
        }
        assertThat(mailbox.send(() -> DONE))
                .isCompletedWithValue(new Outcome.Failed("64 commands wait already; try again later"));
    }

    @Test
    void commandThatNobodyWaitsForIsNotBegun() {
        List<String> events = new ArrayList<>();
        CompletableFuture<Outcome> answer = mailbox.send(() -> note(events, "begun"));
        ticker.advance(Mailbox.DEADLINE.plusNanos(1));
        work();
        assertThat(events).isEmpty();
        assertThat(answer.join()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void commandThatThrowsIsAnsweredByWhatWentWrong() {
        CompletableFuture<Outcome> answer = mailbox.send(() -> {
            throw new IllegalStateException("it broke");
        });
        work();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void signalIsKeptOnceUntilTaken() {
        mailbox.raise(Signal.NETWORK);
        mailbox.raise(Signal.NETWORK);
        mailbox.raise(Signal.FILE);
        assertThat(mailbox.takeSignals()).containsExactly(Signal.FILE, Signal.NETWORK);
        assertThat(mailbox.takeSignals()).isEmpty();
    }

    private void work() {
        mailbox.takeCommand().ifPresent(command -> {
            command.run(ticker.nanos());
            work();
        });
    }

    private static Outcome note(List<String> events, String text) {
        events.add(text);
        return DONE;
    }
}
