package dev.weir.benchmarks.director;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has in memory.
 *
 * @param bytes all that is resident
 * @param mapBytes of that, pages of BPF maps, which are the kernel's and only shown to the process
 */
record ResidentMemory(long bytes, long mapBytes) {
    private static final String BPF_MAP = "anon_inode:bpf-map";
    private static final String RESIDENT = "Rss:";
    private static final int KIB = 1024;

    /** Asks {@code /proc}. */
    static ResidentMemory of(long pid) {
        try {
            return parse(Files.readAllLines(Path.of("/proc/" + pid + "/smaps")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each mapping begins with a line of its addresses and its name; lines of its figures follow. */
    static ResidentMemory parse(List<String> smaps) {
        long all = 0;
        long ofMaps = 0;
        boolean isMap = false;
        for (String line : smaps) {
            if (Character.digit(line.charAt(0), 16) >= 0 && line.contains("-")) {
                isMap = line.endsWith(BPF_MAP);
            } else if (line.startsWith(RESIDENT)) {
                String[] words = line.split("\\s+", -1);
                long bytes = Long.parseLong(words[1]) * KIB;
                all += bytes;
                ofMaps += isMap ? bytes : 0;
            }
        }
        return new ResidentMemory(all, ofMaps);
    }

    /** What the process itself takes. */
    long ownBytes() {
        return bytes - mapBytes;
    }
}
