package dev.weir.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A bounded stretch of native memory, such as the key or the value of a BPF map.
 *
 * <p>Integers are in the machine's byte order. Offsets are in bytes; one that is out of bounds throws {@link
 * IndexOutOfBoundsException} and touches nothing. What {@link #allocate} returns is zeroed and is freed when
 * nothing refers to it any more. Any thread may use it; nothing orders the accesses of several.
 *
 * @param segment the same memory as the packages of this module pass it on to C
 */
public record Memory(MemorySegment segment) {
    private static final int ALIGNMENT = 8;

    public Memory {
        if (!segment.isNative()) {
            throw new IllegalArgumentException("memory that C is to see must be native");
        }
    }

    /** Zeroed memory of {@code size} bytes, aligned to 8. */
    public static Memory allocate(long size) {
        return new Memory(Arena.ofAuto().allocate(size, ALIGNMENT));
    }

    /** A copy of some bytes. */
    public static Memory ofBytes(byte... bytes) {
        Memory memory = allocate(bytes.length);
        memory.setBytes(0, bytes);
        return memory;
    }

    /** Four bytes that hold an integer, such as the index into an array map. */
    public static Memory ofInt(int value) {
        Memory memory = allocate(Integer.BYTES);
        memory.setInt(0, value);
        return memory;
    }

    /** Its length in bytes. */
    public long size() {
        return segment.byteSize();
    }

    /** A part of it: a view, not a copy. */
    public Memory slice(long offset, long size) {
        return new Memory(segment.asSlice(offset, size));
    }

    public byte getByte(long offset) {
        return segment.get(JAVA_BYTE, offset);
    }

    public short getShort(long offset) {
        return segment.get(JAVA_SHORT_UNALIGNED, offset);
    }

    public int getInt(long offset) {
        return segment.get(JAVA_INT_UNALIGNED, offset);
    }

    public long getLong(long offset) {
        return segment.get(JAVA_LONG_UNALIGNED, offset);
    }

    public void setByte(long offset, byte value) {
        segment.set(JAVA_BYTE, offset, value);
    }

    public void setShort(long offset, short value) {
        segment.set(JAVA_SHORT_UNALIGNED, offset, value);
    }

    public void setInt(long offset, int value) {
        segment.set(JAVA_INT_UNALIGNED, offset, value);
    }

    public void setLong(long offset, long value) {
        segment.set(JAVA_LONG_UNALIGNED, offset, value);
    }

    /** A copy of {@code length} bytes from {@code offset} on. */
    public byte[] getBytes(long offset, int length) {
        return segment.asSlice(offset, length).toArray(JAVA_BYTE);
    }

    public void setBytes(long offset, byte... bytes) {
        MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, offset, bytes.length);
    }

    /** Sets one int after another, at once. */
    public void setInts(long offset, int... values) {
        MemorySegment.copy(values, 0, segment, JAVA_INT_UNALIGNED, offset, values.length);
    }

    /** Copies all of {@code other}, which may be no longer than this, to the front. */
    public void copyFrom(Memory other) {
        MemorySegment.copy(other.segment, 0, segment, 0, other.size());
    }

    /** Sets every byte to 0. */
    public void clear() {
        segment.fill((byte) 0);
    }
}
