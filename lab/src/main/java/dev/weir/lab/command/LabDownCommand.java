package dev.weir.lab.command;

import dev.weir.lab.Lab;
import picocli.CommandLine.Command;

/** {@code weir lab down}: takes the lab away, whole or in pieces. */
@Command(name = "down", description = "Takes away all of the lab: processes, namespaces, pins and files.")
final class LabDownCommand extends RootCommand {
    @Override
    int run() {
        new Lab(this::progress).down();
        return OK;
    }
}
