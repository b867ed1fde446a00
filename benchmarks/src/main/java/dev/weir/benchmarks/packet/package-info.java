/**
 * What a packet costs in the packet path: each program is run by BPF_PROG_TEST_RUN inside the same wrapper, all of
 * them in turn, and is told net of an empty program and as a ratio to a floor.
 */
@NullMarked
package dev.weir.benchmarks.packet;

import org.jspecify.annotations.NullMarked;
