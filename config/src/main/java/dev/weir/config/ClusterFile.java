package dev.weir.config;

import dev.weir.model.DesiredState;

/** The cluster file: what an operator wants of a director, in YAML. */
public final class ClusterFile {
    private ClusterFile() {}

    /**
     * Reads a cluster file; never throws, whatever the text. Who reads one again and again had better keep a
     * {@link ClusterFileReader}.
     *
     * @param name the file's name, for problems
     * @param text all of it
     */
    public static Parsed parse(String name, String text) {
        return new ClusterFileReader().read(name, text);
    }

    /**
     * The canonical text of a state; read again it is the same but for the revision and the ramps of servers. Of a
     * service's options it says only what differs from the defaults.
     */
    public static String render(DesiredState state) {
        return new ClusterWriter().write(state);
    }
}
