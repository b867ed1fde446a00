package dev.weir.director;

import dev.weir.director.Agenda.Duty;
import dev.weir.director.Mailbox.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The director's thread: does duties when they are due, and what other threads ask for when it comes. Its methods
 * may be called from any thread, but for {@link #work}, {@link #set} and {@link #within}, which are that thread's own.
 */
final class DirectorLoop {
    /** The file is read when no change has come for so long: an editor may write in several steps. */
    static final Duration FILE_SETTLES = Duration.ofMillis(50);

    /** Changes of the network are gathered for so long before they are looked at. */
    static final Duration NETWORK_SETTLES = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(DirectorLoop.class);

    private final Ticker ticker;
    private final Consumer<Duty> performer;
    private final Runnable lastDuty;
    private final Mailbox mailbox;
    private final Agenda agenda;
    private final CountDownLatch firstRound = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("weir-director").daemon().unstarted(this::run);
    private boolean stopped;

    /**
     * A loop whose thread does nothing yet.
     *
     * @param performer does the duties
     * @param lastDuty is done when the thread ends, however it does
     */
    DirectorLoop(Ticker ticker, Consumer<Duty> performer, Runnable lastDuty) {
        this.ticker = ticker;
        this.performer = performer;
        this.lastDuty = lastDuty;
        this.mailbox = new Mailbox(ticker);
        this.agenda = new Agenda(ticker);
    }

    /** Starts the thread; returns when it has done what is due at once. */
    void start() {
        thread.start();
        try {
            firstRound.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has a task done by the thread and waits for its outcome, which may be that time ran out. */
    Outcome ask(Supplier<Outcome> task) {
        return mailbox.ask(task);
    }

    void raise(Signal signal) {
        mailbox.raise(signal);
    }

    /** Ends the thread and waits for that. */
    void stop() {
        mailbox.raise(Signal.STOP);
        join();
    }

    /** Has {@code action} run once the thread has ended, stopped or by a fault that it did not survive. */
    void onEnd(Runnable action) {
        Thread.ofVirtual().start(() -> {
            join();
            action.run();
        });
    }

    boolean hasEnded() {
        return !thread.isAlive();
    }

    private void join() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (work(); !stopped; work()) {
                firstRound.countDown();
                mailbox.await(agenda.nanosUntilNext());
            }
        } catch (InterruptedException e) {
            LOG.warn("the director's thread was interrupted, so it ends");
        } finally {
            lastDuty.run();
            firstRound.countDown();
        }
    }

    /** Does all there is to do now, and waits for nothing. */
    void work() {
        mailbox.takeSignals().forEach(this::heed);
        for (Optional<Command> next = mailbox.takeCommand(); next.isPresent(); next = mailbox.takeCommand()) {
            next.get().run(ticker.nanos());
        }
        agenda.takeDue().forEach(performer);
    }

    private void heed(Signal signal) {
        switch (signal) {
            case FILE -> agenda.set(Duty.READ_FILE, FILE_SETTLES);
            case NETWORK -> agenda.within(Duty.LOOK_AT_NETWORK, NETWORK_SETTLES);
            case RELOAD -> {
                agenda.set(Duty.READ_FILE, Duration.ZERO);
                agenda.set(Duty.VERIFY, Duration.ZERO);
            }
            case STOP -> stopped = true;
        }
    }

    /** Puts a duty {@code delay} from now, wherever it stood before. */
    void set(Duty duty, Duration delay) {
        agenda.set(duty, delay);
    }

    /** Puts a duty {@code delay} from now unless it comes sooner anyway. */
    void within(Duty duty, Duration delay) {
        agenda.within(duty, delay);
    }
}
