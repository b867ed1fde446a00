package dev.weir.linux.namespace;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread that may change its namespaces, as it ends with its work.
 *
 * <p>Never a virtual thread: a carrier would take the namespace on to whatever it runs next.
 */
public final class NamespaceThread<T, X extends Exception> {
    /** What is to be done there. */
    @FunctionalInterface
    public interface Work<T, X extends Exception> {
        T run() throws X;
    }

    private final Work<T, X> work;
    private @Nullable T result;
    private @Nullable Throwable thrown;

    private NamespaceThread(Work<T, X> work) {
        this.work = work;
    }

    static <T, X extends Exception> T run(String name, Work<T, X> work) throws X {
        NamespaceThread<T, X> holder = new NamespaceThread<>(work);
        Thread thread = Thread.ofPlatform().name("namespace: " + name).start(holder::work);
        holder.await(thread);
        return holder.outcome();
    }

    @SuppressWarnings("CatchingUnchecked")
    private void work() {
        try {
            result = work.run();
        } catch (Throwable t) {
            thrown = t;
        }
    }

    /** Waits to the end: the work may not go on behind the caller's back. An interrupt is passed on to the work. */
    private void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was thrown can only be an X, or unchecked. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private T outcome() throws X {
        if (thrown instanceof Error e) {
            throw e;
        }
        if (thrown != null) {
            throw (X) thrown;
        }
        return result;
    }
}
