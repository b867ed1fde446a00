package dev.weir.cli;

import dev.weir.api.DirectorApi;
import dev.weir.api.ListWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** A command that lists what may be long, filtered by the director, and prints it as it comes in. */
abstract class LongListCommand<T extends Record> extends DirectorCommand {
    @Mixin
    private final WhoOptions who = new WhoOptions();

    private final String name;
    private final String noun;
    private final Listing<T> listing;

    /**
     * A command whose list has a name in JSON, and a noun for people.
     *
     * @param listing its columns
     */
    LongListCommand(Function<Path, DirectorApi> directors, String name, String noun, Listing<T> listing) {
        super(directors);
        this.name = name;
        this.noun = noun;
        this.listing = listing;
    }

    /**
     * Shows each of what is asked for to {@code each}, and returns how many matched.
     *
     * @throws IllegalArgumentException if {@code who} can't be asked for
     */
    abstract long list(DirectorApi director, WhoOptions who, Consumer<T> each);

    @Override
    final int ask(DirectorApi director) {
        try {
            switch (output()) {
                case JSON -> printJson(director);
                case TABLE -> printTable(director);
            }
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    private void printJson(DirectorApi director) {
        ListWriter<T> list = new ListWriter<>(out(), name, 0);
        AtomicLong shown = new AtomicLong();
        long total = list(director, who, found -> {
            list.accept(found);
            shown.incrementAndGet();
        });
        list.count(total - shown.get());
        list.finish();
        out().println();
    }

    private void printTable(DirectorApi director) {
        long total;
        try (Table table = listing.table(out())) {
            total = list(director, who, found -> table.row(listing.row(found)));
        }
        if (who.limit() != 0 && total > who.limit()) {
            out().println(who.limit() + " of " + total + " " + noun + " shown; --limit 0 shows all");
        }
    }

    /** {@code 14:59}, as ipvsadm prints it. */
    static String minutesAndSeconds(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }
}
