package dev.weir.api;

/**
 * The state in force, as a cluster file.
 *
 * @param revision of the state
 * @param yaml its canonical text, with all defaults written out
 */
public record ClusterText(long revision, String yaml) {}
