/** Programs, maps and links in the kernel, through libbpf, and the layouts that an object's BTF tells. */
@NullMarked
package dev.weir.linux.bpf;

import org.jspecify.annotations.NullMarked;
