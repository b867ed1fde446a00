package dev.weir.systemtests.house;

import dev.weir.systemtests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A file of the checkout as its lines, each of which can be pointed at. */
record SourceFile(Path path, List<String> lines) {

    /** The files whose names end in one of the endings. */
    static Stream<SourceFile> endingIn(String... endings) {
        return Checkout.files().stream()
                .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .map(SourceFile::read);
    }

    private static SourceFile read(Path path) {
        try {
            return new SourceFile(path, Files.readAllLines(Checkout.root().resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    boolean isUnder(String folder) {
        return path.toString().contains(folder);
    }

    /** PATH:LINE of each line in which the pattern is found. */
    Stream<String> find(Pattern pattern) {
        return IntStream.range(0, lines.size())
                .filter(index -> pattern.matcher(lines.get(index)).find())
                .mapToObj(this::place);
    }

    /** PATH:LINE of each line that takes more columns, a tab taking up to eight. */
    Stream<String> widerThan(int columns) {
        return IntStream.range(0, lines.size())
                .filter(index -> width(lines.get(index)) > columns)
                .mapToObj(this::place);
    }

    /** PATH:LINE of each body between two lines of a brace at the indentation that has more lines than the limit. */
    Stream<String> bodiesLongerThan(int limit, String indentation) {
        List<String> tooLong = new ArrayList<>();
        int opened = -1;
        for (int index = 0; index < lines.size(); index++) {
            String line = lines.get(index);
            if (opensBody(line, indentation)) {
                opened = index;
            } else if (line.equals(indentation + "}")) {
                if (opened >= 0 && index - opened - 1 > limit) {
                    tooLong.add(place(opened));
                }
                opened = -1;
            }
        }
        return tooLong.stream();
    }

    /** A body opens with a brace of its own (C) or at the end of a line (Java), at just this indentation. */
    private static boolean opensBody(String line, String indentation) {
        return line.startsWith(indentation)
                && line.length() > indentation.length()
                && !Character.isWhitespace(line.charAt(indentation.length()))
                && line.endsWith("{")
                && !line.contains(" class ");
    }

    private String place(int index) {
        return path + ":" + (index + 1);
    }

    private static int width(String line) {
        int width = 0;
        for (int at = 0; at < line.length(); at++) {
            width = line.charAt(at) == '\t' ? width / 8 * 8 + 8 : width + 1;
        }
        return width;
    }
}
