package dev.weir;

import dev.weir.cli.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on standard error why a command failed, and returns the exit status for it. */
final class Failures {
    private static final String OUR_PACKAGES = "dev.weir.";

    private Failures() {}

    /** Weir's own exceptions carry words for the operator; any other is an error in the program. */
    static int tell(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure.getClass().getName().startsWith(OUR_PACKAGES)) {
            err.println("weir: " + failure.getMessage());
        } else {
            err.println("weir: an error in the program itself; please report it with the lines below");
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** One line instead of the whole help: what is wrong should not scroll away. */
    static int tellUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("weir: " + failure.getMessage());
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }
}
