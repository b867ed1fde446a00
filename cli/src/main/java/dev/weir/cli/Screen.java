package dev.weir.cli;

import java.io.Console;

/** Where a command's words go, which decides how it tells what goes on. */
enum Screen {
    /** Somebody looks on: one line, written over and over. */
    LIVE,
    /** A file or a pipe: a line for each change. */
    LINES;

    /** The console of JDK 25 is null again where there is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    static Screen ofStandardOutput() {
        Console console = System.console();
        return console != null && console.isTerminal() ? LIVE : LINES;
    }
}
