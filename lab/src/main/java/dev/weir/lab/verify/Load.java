package dev.weir.lab.verify;

import dev.weir.lab.LabException;
import dev.weir.lab.Target;
import dev.weir.lab.network.Host;
import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Client;
import dev.weir.lab.traffic.Clients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests to every target in turn, by a few threads on the client's host, until it is stopped.
 *
 * <p>Some hundreds a second: enough that none of a dead director's moments goes unseen, and few enough to leave a
 * small machine the time to start another.
 */
final class Load implements AutoCloseable {
    private static final int THREADS = 3;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ExecutorService executor;
    private final List<Future<?>> threads = new ArrayList<>();
    private final Map<Target, Integer> requests = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    private Load(ExecutorService executor) {
        this.executor = executor;
    }

    static Load start() {
        Load load = new Load(
                Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().factory()));
        for (int i = 0; i < THREADS; i++) {
            int first = i * Target.all().size() / THREADS;
            load.threads.add(load.executor.submit(() -> Host.CLIENT.run(() -> load.ask(first))));
        }
        return load;
    }

    private int ask(int first) {
        List<Target> targets = Target.all();
        for (int i = first; !stopped; i++) {
            ask(targets.get(i % targets.size()));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return first;
    }

    private void ask(Target target) {
        Client client = Clients.inProcess(target);
        requests.merge(target, 1, Integer::sum);
        if (client.ask(Clients.uniqueLabel()) instanceof Answer.Failed failed) {
            failures.add(target + ": " + failed.reason());
        }
    }

    /** Lets every thread finish its request, and no thread start another. */
    void stop() {
        stopped = true;
        try {
            for (Future<?> thread : threads) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new LabException("the load broke off: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while the load came to its end", e);
        }
    }

    @Override
    public void close() {
        stopped = true;
        executor.close();
    }

    /** How many requests were sent to each target. */
    Map<Target, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** Why each failed request did. */
    List<String> failures() {
        return List.copyOf(failures);
    }
}
