package dev.weir.director;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What other threads hand to the director's thread: commands, in order and not too many; signals, of
 * which each is kept once however often it is raised.
 */
final class Mailbox {
    /** How many commands may wait. */
    static final int CAPACITY = 64;

    /** How long a command's sender waits. */
    static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Something happened that the director looks into. */
    enum Signal {
        FILE,
        NETWORK,
        RELOAD,
        STOP
    }

    private final Ticker ticker;
    private final Lock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Command> commands = new ArrayDeque<>();
    private final Set<Signal> signals = EnumSet.noneOf(Signal.class);

    Mailbox(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Has a task done by the director's thread and waits for its outcome, which may be that time ran out. */
    Outcome ask(Supplier<Outcome> task) {
        CompletableFuture<Outcome> answer = send(task);
        try {
            return answer.get(DEADLINE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return new Outcome.Failed("the director did not answer within " + DEADLINE.toSeconds()
                    + " s; weir status tells whether it still does it");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("interrupted; weir status tells whether the director still does it");
        } catch (ExecutionException e) {
            return new Outcome.Failed("the director failed unexpectedly: " + Reason.of(e));
        }
    }

    /** Has a task done by the director's thread; too many at once are answered at once. */
    CompletableFuture<Outcome> send(Supplier<Outcome> task) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        lock.lock();
        try {
            if (commands.size() < CAPACITY) {
                commands.add(new Command(task, ticker.nanos() + DEADLINE.toNanos(), answer));
                arrived.signal();
            } else {
                answer.complete(new Outcome.Failed(CAPACITY + " commands wait already; try again later"));
            }
        } finally {
            lock.unlock();
        }
        return answer;
    }

    void raise(Signal signal) {
        lock.lock();
        try {
            signals.add(signal);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when something is there, or {@code nanos} have passed. */
    void await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long rest = nanos;
            while (rest > 0 && commands.isEmpty() && signals.isEmpty()) {
                rest = arrived.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The signals raised since the last call. */
    Set<Signal> takeSignals() {
        lock.lock();
        try {
            Set<Signal> taken = EnumSet.noneOf(Signal.class);
            taken.addAll(signals);
            signals.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    Optional<Command> takeCommand() {
        lock.lock();
        try {
            return Optional.ofNullable(commands.poll());
        } finally {
            lock.unlock();
        }
    }
}
