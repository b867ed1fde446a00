package dev.weir.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong in a file; beyond {@value #MAX_TOLD} problems it only counts. */
final class Problems {
    static final int MAX_TOLD = 100;

    private final SourceText source;
    private final List<Problem> told = new ArrayList<>();
    private int untold;

    Problems(SourceText source) {
        this.source = source;
    }

    SourceText source() {
        return source;
    }

    /** Something is wrong where {@code node} begins. */
    void add(Node node, String message, String suggestion) {
        add(node.getStartMark(), message, suggestion);
    }

    /** Something is wrong at {@code mark}, or with the whole file. */
    void add(Optional<Mark> mark, String message, String suggestion) {
        add(mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, message, suggestion);
    }

    void add(int line, int column, String message, String suggestion) {
        if (told.size() < MAX_TOLD) {
            told.add(source.problemAt(line, column, message, suggestion));
        } else {
            untold++;
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    List<Problem> inFileOrder() {
        List<Problem> ordered = new ArrayList<>(told);
        ordered.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        if (untold > 0) {
            Problem last = ordered.getLast();
            ordered.add(source.problemAt(last.line(), last.column(), "and " + untold + " more problems", ""));
        }
        return ordered;
    }

    /** The line on which {@code node} begins, from 1. */
    static int lineOf(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
