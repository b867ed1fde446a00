package dev.weir.cli;

import java.io.PrintWriter;

/** Tells what goes on, when it has changed. */
final class Progress {
    private static final String BEGIN_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintWriter out;
    private final Screen screen;
    private String told = "";

    Progress(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void tell(String words) {
        if (words.equals(told)) {
            return;
        }
        told = words;
        switch (screen) {
            case LIVE -> out.print(BEGIN_OF_LINE + words + CLEAR_TO_END);
            case LINES -> out.println(words);
        }
        out.flush();
    }

    /** What comes next stands on a line of its own. */
    void end() {
        if (screen == Screen.LIVE && !told.isEmpty()) {
            out.println();
        }
    }
}
