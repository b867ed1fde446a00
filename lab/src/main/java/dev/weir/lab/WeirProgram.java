package dev.weir.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The program {@code weir} as it runs now, to be started a second time: the same Java and the same class path. */
public final class WeirProgram {
    private static final String MAIN = "dev.weir.Main";

    /** The director's: it lives long in little memory, and had better die than limp. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx96m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:MaxDirectMemorySize=16m",
            "-XX:+ExitOnOutOfMemoryError");

    /** Those of {@code weir simulate}: both compilers, and room for millions of clients. */
    private static final List<String> SIMULATION_FLAGS =
            List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Xmx2g");

    private static final String AOT_CACHE = "-XX:AOTCache=";

    private WeirProgram() {}

    /** The command that starts it with {@code arguments}, by the flags that the director is started with. */
    public static List<String> command(String... arguments) {
        return command(FLAGS, arguments);
    }

    /** The command that starts it with {@code arguments}, by the flags that {@code weir simulate} is started with. */
    public static List<String> simulation(String... arguments) {
        return command(SIMULATION_FLAGS, arguments);
    }

    private static List<String> command(List<String> jvmFlags, String... arguments) {
        ProcessHandle.Info own = ProcessHandle.current().info();
        List<String> command = new ArrayList<>();
        command.add(own.command().orElseThrow(() -> new LabException("/proc doesn't tell which Java runs")));
        command.addAll(jvmFlags);
        own.arguments()
                .ifPresent(flags -> Arrays.stream(flags)
                        .filter(flag -> flag.startsWith(AOT_CACHE))
                        .forEach(command::add));
        command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), MAIN));
        command.addAll(List.of(arguments));
        return command;
    }
}
