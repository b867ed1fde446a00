package dev.weir;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command; it only leads to the others. */
@Command(
        name = "weir",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "A layer-4 load balancer whose packets never leave the kernel.",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed; standard error says why, and the mend",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir lab                             a whole cluster on this machine",
            "  weir status                          how the director fares",
            "  weir plan cluster.yaml               what a file would change",
            "  weir servers --help                  options and examples of a command",
            "  source <(weir generate-completion)   completion for bash and zsh"
        })
final class WeirCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set this command up");
        }
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
