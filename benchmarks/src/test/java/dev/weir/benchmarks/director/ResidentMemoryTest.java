package dev.weir.benchmarks.director;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    private static final String SMAPS = """
            7f0000000000-7f0004000000 rw-s 00000000 00:0e 1060                       anon_inode:bpf-map
            Size:              65536 kB
            Rss:               40000 kB
            Pss:               40000 kB
            7f0010000000-7f0011000000 rw-p 00000000 00:00 0
            Size:              16384 kB
            Rss:               10000 kB
            7f0020000000-7f0020010000 r-xp 00000000 fe:00 77                         /usr/lib/libc.so.6
            Rss:                 500 kB
            """;

    @Test
    void pagesOfMapsAreToldApart() {
        ResidentMemory memory = ResidentMemory.parse(SMAPS.lines().toList());

        assertThat(memory.bytes()).isEqualTo(50_500 * 1024);
        assertThat(memory.mapBytes()).isEqualTo(40_000 * 1024);
        assertThat(memory.ownBytes()).isEqualTo(10_500 * 1024);
    }
}
