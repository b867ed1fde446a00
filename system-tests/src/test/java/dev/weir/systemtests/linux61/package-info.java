/** The proof that the BPF objects load on Linux 6.1: Debian 12's cloud kernel boots under qemu and tries them. */
@NullMarked
package dev.weir.systemtests.linux61;

import org.jspecify.annotations.NullMarked;
