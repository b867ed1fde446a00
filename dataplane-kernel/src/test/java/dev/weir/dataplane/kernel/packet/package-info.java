/**
 * The packet path frame by frame: what goes in, and the whole of what must come out, through BPF_PROG_TEST_RUN.
 */
@NullMarked
package dev.weir.dataplane.kernel.packet;

import org.jspecify.annotations.NullMarked;
