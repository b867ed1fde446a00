package dev.weir.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** A part of root's power that Weir uses, as capabilities(7) names them. */
public enum Capability {
    NET_ADMIN(12),
    NET_RAW(13),
    SYS_ADMIN(21),
    PERFMON(38),
    BPF(39);

    private static final String EFFECTIVE = "CapEff:";

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** Those that the calling thread may use now. */
    public static Set<Capability> effective() {
        try {
            return parse(Files.readString(Path.of("/proc/thread-self/status")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those in the text of a {@code /proc/PID/status}; none if it does not tell. */
    static Set<Capability> parse(String status) {
        Set<Capability> held = EnumSet.noneOf(Capability.class);
        status.lines().filter(line -> line.startsWith(EFFECTIVE)).findFirst().ifPresent(line -> {
            long mask =
                    Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16);
            for (Capability capability : values()) {
                if ((mask >>> capability.bit & 1) != 0) {
                    held.add(capability);
                }
            }
        });
        return held;
    }

    /** {@code CAP_NET_ADMIN}. */
    public String kernelName() {
        return "CAP_" + name();
    }
}
