/**
 * Linux as Weir needs it, by the Foreign Function and Memory API; no other module imports {@code java.lang.foreign}.
 *
 * <p>This package holds what the others stand on: {@link dev.weir.linux.ErrnoCall} makes a call and turns a
 * failure into a {@link dev.weir.linux.LinuxException}, {@link dev.weir.linux.Memory} is what is handed to and
 * fro. Beside it {@code bpf} is libbpf, {@code netlink} the kernel's network configuration, and {@code
 * namespace} network namespaces.
 */
@NullMarked
package dev.weir.linux;

import org.jspecify.annotations.NullMarked;
