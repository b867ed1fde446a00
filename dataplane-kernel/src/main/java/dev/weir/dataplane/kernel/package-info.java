/**
 * The data plane in the kernel: {@link dev.weir.dataplane.kernel.KernelDataPlane} loads the XDP program of {@code
 * src/main/bpf}, attaches it, and keeps its maps as plans say.
 *
 * <p>Everything stands in the maps, which are pinned: a director that starts adopts what an earlier one left,
 * and packets never notice. One class writes each map ({@code ...Table}); {@code Holdings} keeps them in step;
 * {@code Installation} loads, pins and takes away.
 */
@NullMarked
package dev.weir.dataplane.kernel;

import org.jspecify.annotations.NullMarked;
