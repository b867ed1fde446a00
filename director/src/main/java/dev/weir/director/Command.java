package dev.weir.director;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A question to the director's thread.
 *
 * @param task answers it, on the director's thread
 * @param deadlineNanos the ticker's time after which nobody waits for the answer: it is not begun then
 * @param answer where the answer goes
 */
record Command(Supplier<Outcome> task, long deadlineNanos, CompletableFuture<Outcome> answer) {

    /** Answers, unless the deadline has passed. */
    void run(long nowNanos) {
        if (nowNanos - deadlineNanos > 0) {
            answer.complete(new Outcome.Failed("the director was busy until the deadline; nothing was changed"));
            return;
        }
        try {
            answer.complete(task.get());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
