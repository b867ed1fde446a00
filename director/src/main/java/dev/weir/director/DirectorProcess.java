package dev.weir.director;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process that is a director, and what takes a director's work away.
 *
 * <p>A main program needs no more than this:
 *
 * {@snippet :
 * DirectorProcess.run(options, planes, director -> serve(director)::close); // until SIGTERM or SIGINT
 * DirectorProcess.detach(options, planes);
 * }
 *
 * Both throw {@link DirectorException}, whose message is fit to be shown, with the mend.
 */
public final class DirectorProcess {
    private static final Logger LOG = LoggerFactory.getLogger(DirectorProcess.class);

    /** What goes on beside a director and uses it, such as a server of its API. */
    @FunctionalInterface
    public interface Companion extends AutoCloseable {
        @Override
        void close();
    }

    private DirectorProcess() {}

    /**
     * Runs this machine's director until SIGTERM or SIGINT; SIGHUP has it read its file. Packets are forwarded on
     * after it returns, as they are when the process is killed.
     *
     * @param onStarted is called on this thread once the director has tried to put its file in force, with
     *     signals heeded already; what it starts goes on beside the director, and is closed before it
     * @throws DirectorException if the machine or this process's rights don't do, or another director runs
     */
    public static void run(DirectorOptions options, PlaneFactory planes, Function<Director, Companion> onStarted) {
        requireFile(options);
        Rights.requireAll();
        KernelFeature.requireAll();
        try (MachineLock _ = MachineLock.take(options.runDirectory());
                Network network = NetlinkNetwork.open()) {
            PinDirectory.require(options.pinDirectory());
            HashSecret secret = HashSecret.of(options.stateDirectory(), new SecureRandom());
            LOG.info("the director starts; it follows {}", options.file());
            try (Director director = Director.start(options, planes, secret, network);
                    FileWatch _ = FileWatch.start(options.file(), director::fileChanged)) {
                accompany(director, onStarted);
            }
            LOG.info("the director ends; packets go on");
        }
    }

    private static void accompany(Director director, Function<Director, Companion> onStarted) {
        Signals signals = Signals.heed(director::reload);
        director.onEnd(signals::end);
        try (Companion _ = onStarted.apply(director)) {
            signals.awaitEnd();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (director.hasEnded()) {
            throw new DirectorException("the director ended by a fault of its own, which the log tells;"
                    + " packets go on: start it again, and please report it");
        }
    }

    private static void requireFile(DirectorOptions options) {
        if (!Files.exists(options.file())) {
            throw new DirectorException(
                    "there is no cluster file " + options.file() + "; write one, or name it with -c");
        }
    }

    /**
     * Takes away all that directors left with these options: the data plane and with it the recorded
     * connections, and the VIP addresses that were added. Traffic stops.
     *
     * @throws DirectorException if a director runs
     */
    public static void detach(DirectorOptions options, PlaneFactory planes) {
        Rights.requireAll();
        try (MachineLock _ = MachineLock.take(options.runDirectory());
                Network network = NetlinkNetwork.open()) {
            planes.detach(options.pinDirectory());
            new VirtualAddresses(network, options.runDirectory()).removeAll();
            LOG.info("detached: {} and the VIPs that were added are gone", options.pinDirectory());
        }
    }
}
