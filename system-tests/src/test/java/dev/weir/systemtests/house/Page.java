package dev.weir.systemtests.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the docs, in Markdown: its links, rows of tables, headings and blocks of code.
 *
 * @param path relative to the checkout
 * @param prose its lines, with those empty that stand in blocks of code
 * @param blocks what stands in blocks of code, in their order
 */
record Page(Path path, List<String> prose, List<String> blocks) {
    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]+)](?:\\(([^()\\s]+)\\)|\\[([^\\[\\]]+)])");
    private static final Pattern DEFINITION = Pattern.compile("^\\[([^\\[\\]]+)]: (\\S+)$");
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$");
    private static final String FENCE = "```";

    /**
     * A link of a page.
     *
     * @param place the page and the line
     * @param target where it leads, from the page's folder; empty where it names a reference that there isn't
     */
    record Link(String place, String text, String target) {
        String file() {
            return target.replaceFirst("#.*", "");
        }

        String heading() {
            int hash = target.indexOf('#');
            return hash < 0 ? "" : target.substring(hash + 1);
        }

        boolean leavesTheCheckout() {
            return target.contains("://") || target.startsWith("mailto:");
        }

        @Override
        public String toString() {
            return place + ": [" + text + "] -> " + (target.isEmpty() ? "nothing" : target);
        }
    }

    static Stream<Page> all() {
        return SourceFile.endingIn(".md").map(Page::of);
    }

    static Page of(SourceFile file) {
        List<String> prose = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        List<String> block = null;
        for (String line : file.lines()) {
            boolean fence = line.strip().startsWith(FENCE);
            if (fence && block != null) {
                blocks.add(String.join("\n", block) + "\n");
                block = null;
            } else if (fence) {
                block = new ArrayList<>();
            } else if (block != null) {
                block.add(line);
            }
            prose.add(fence || block != null ? "" : line);
        }
        return new Page(file.path(), List.copyOf(prose), List.copyOf(blocks));
    }

    List<Link> links() {
        Map<String, String> definitions = definitions();
        List<Link> links = new ArrayList<>();
        for (int index = 0; index < prose.size(); index++) {
            String place = path + ":" + (index + 1);
            LINK.matcher(prose.get(index)).results().forEach(found -> {
                String target = found.group(2) == null ? definitions.getOrDefault(found.group(3), "") : found.group(2);
                links.add(new Link(place, found.group(1), target));
            });
        }
        definitions.forEach((name, target) -> links.add(new Link(path.toString(), name, target)));
        return links;
    }

    /** What {@code [text][name]} leads to, by name. */
    private Map<String, String> definitions() {
        Map<String, String> definitions = new HashMap<>();
        prose.stream()
                .map(DEFINITION::matcher)
                .filter(Matcher::matches)
                .forEach(found -> definitions.put(found.group(1), found.group(2)));
        return definitions;
    }

    /** The cells of each row of its tables, headings and rulers among them. */
    List<List<String>> rows() {
        return prose.stream()
                .filter(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** Whether it has a heading of that name, as a link's fragment spells it. */
    boolean hasHeading(String fragment) {
        return prose.stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(found -> spelledInFragments(found.group(1)))
                .anyMatch(fragment::equals);
    }

    private static String spelledInFragments(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{Alnum} _-]", "")
                .replace(' ', '-');
    }
}
