package dev.weir.director;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The signals that a director heeds: SIGTERM and SIGINT end it, SIGHUP has it read its file.
 *
 * <p>Uses {@code sun.misc.Signal} of the module {@code jdk.unsupported}, the only way to a signal in Java; by
 * reflection, for the compiler warns of its name and lets no one silence it.
 */
final class Signals {
    private static final List<String> ENDING = List.of("TERM", "INT");
    private static final String RELOADING = "HUP";

    private final CountDownLatch ended = new CountDownLatch(1);

    private Signals() {}

    /** From now on signals do as told, instead of ending the process at once. */
    static Signals heed(Runnable reload) {
        Signals signals = new Signals();
        ENDING.forEach(name -> handle(name, signals::end));
        handle(RELOADING, reload);
        return signals;
    }

    /** Returns when a signal, or {@link #end}, asked the process to end. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Does as SIGTERM does. */
    void end() {
        ended.countDown();
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            // A handler has one method, without a result; what is returned for it is thrown away.
            InvocationHandler calls = (proxy, method, arguments) -> {
                action.run();
                return method;
            };
            Object acting = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), acting);
        } catch (ReflectiveOperationException e) {
            throw new DirectorException("can't handle SIG" + name + ": " + Reason.of(e), e);
        }
    }
}
