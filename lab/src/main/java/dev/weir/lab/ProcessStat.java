package dev.weir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} tells of a process.
 *
 * @param state one letter; {@code Z} is one that has ended and waits for its parent to take note
 * @param startTicks when it was started, in clock ticks since the machine was
 */
record ProcessStat(char state, long startTicks) {
    private static final char ENDED = 'Z';

    /** None if there is no process {@code pid}. */
    static Optional<ProcessStat> of(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The second field, the program's name in brackets, may hold anything; state is the third, start the 22nd. */
    static ProcessStat parse(String stat) {
        String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessStat(fromThird[0].charAt(0), Long.parseLong(fromThird[19]));
    }

    /** Whether process {@code pid} is there and has not ended. */
    static boolean isRunning(long pid) {
        return of(pid).filter(stat -> stat.state != ENDED).isPresent();
    }
}
