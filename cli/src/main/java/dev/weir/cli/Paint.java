package dev.weir.cli;

import picocli.CommandLine.Help.ColorScheme;

/** Colours text, if whom it goes to can show them. */
enum Paint {
    COLOURED,
    PLAIN;

    private static final String ESCAPE = "\u001b[";
    private static final String RESET = ESCAPE + "0m";

    static Paint by(ColorScheme scheme) {
        return scheme.ansi().enabled() ? COLOURED : PLAIN;
    }

    String green(String text) {
        return with("32m", text);
    }

    String yellow(String text) {
        return with("33m", text);
    }

    String red(String text) {
        return with("31m", text);
    }

    private String with(String code, String text) {
        return this == COLOURED ? ESCAPE + code + text + RESET : text;
    }
}
