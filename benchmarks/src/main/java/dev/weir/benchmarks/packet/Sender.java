package dev.weir.benchmarks.packet;

/** Whose packets are measured; {@code enum frame_end} of the BPF objects. */
enum Sender {
    CLIENT,
    SERVER
}
