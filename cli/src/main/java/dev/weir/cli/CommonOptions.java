package dev.weir.cli;

import dev.weir.api.RunDirectory;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of every command that asks a director, and what their help has in common. */
@Command(
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed, or no director is running here; standard error says why, and the mend",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n")
final class CommonOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            defaultValue = "table",
            description = "For people or for programs. Default: ${DEFAULT-VALUE}.")
    Output output = Output.TABLE;

    @Option(names = "--run-dir", paramLabel = "DIR", description = "The director's run directory. Default: /run/weir.")
    Path runDirectory = RunDirectory.DEFAULT_PATH;
}
