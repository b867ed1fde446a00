package dev.weir;

import dev.weir.benchmarks.BenchCommand;
import dev.weir.cli.ControlCommands;
import dev.weir.lab.command.LabCommand;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;

/** The program's entry: puts the commands together, and alone ends the process. */
public final class Main {
    private Main() {}

    /** Runs one command; the process's exit status tells how it went. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands. What a command needs is loaded when it runs: help must not wait for the director's classes. */
    static CommandLine commandLine() {
        CommandLine weir = new CommandLine(new WeirCommand());
        ControlCommands.addTo(weir);
        weir.addSubcommand(new DirectorCommand());
        weir.addSubcommand(new LabCommand());
        weir.addSubcommand(new BenchCommand());
        weir.addSubcommand(new GenerateCompletion());
        return weir.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Failures::tell)
                .setParameterExceptionHandler(Failures::tellUsage);
    }
}
