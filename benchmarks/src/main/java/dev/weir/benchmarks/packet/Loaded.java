package dev.weir.benchmarks.packet;

/** Programs and maps in the kernel, held until they are closed. */
interface Loaded extends AutoCloseable {
    @Override
    void close();
}
