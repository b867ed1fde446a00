package dev.weir.linux.bpf;

import dev.weir.linux.Memory;

/**
 * A field of a record, found once by {@link RecordLayout#field} and used on any memory that holds such a record.
 *
 * <p>Integers of 1, 2, 4 and 8 bytes are read and written as {@code long}, by the field's own width and sign; in
 * network order where the method says so.
 *
 * @param path its name, for errors
 * @param offset where it begins, in bytes from the record's beginning
 * @param size its length in bytes
 * @param elementSize length of an element if it is an array; otherwise the same as {@code size}
 * @param content what it holds, or each of its elements
 */
public record Field(String path, long offset, long size, long elementSize, Content content) {
    /** What the bytes of a field are. */
    public enum Content {
        UNSIGNED,
        SIGNED,
        /** A struct, or what else is no integer: to be read and written as bytes. */
        OPAQUE
    }

    /** The element of an array field. */
    public Field element(int index) {
        if (index < 0 || (index + 1L) * elementSize > size) {
            throw new IndexOutOfBoundsException(path + " has no element " + index);
        }
        return new Field(path + "[" + index + "]", offset + index * elementSize, elementSize, elementSize, content);
    }

    /** How many elements it has; 1 if it is no array. */
    public int count() {
        return Math.toIntExact(elementSize == 0 ? 0 : size / elementSize);
    }

    /** Its value in the record that begins the memory. */
    public long get(Memory record) {
        return get(record, 0);
    }

    /** Its value in the record that begins at {@code base}, in bytes. */
    public long get(Memory memory, long base) {
        long at = base + offset;
        boolean signed = content == Content.SIGNED;
        return switch (integerSize()) {
            case 1 -> signed ? memory.getByte(at) : Byte.toUnsignedLong(memory.getByte(at));
            case 2 -> signed ? memory.getShort(at) : Short.toUnsignedLong(memory.getShort(at));
            case 4 -> signed ? memory.getInt(at) : Integer.toUnsignedLong(memory.getInt(at));
            case 8 -> memory.getLong(at);
            default -> throw notAnInteger();
        };
    }

    /** {@link #get(Memory)} as an {@code int}; a value that does not fit throws {@link ArithmeticException}. */
    public int getInt(Memory record) {
        return Math.toIntExact(get(record, 0));
    }

    /** Writes its value in the record that begins the memory. */
    public void set(Memory record, long value) {
        set(record, 0, value);
    }

    /**
     * Writes its value in the record that begins at {@code base}, in bytes.
     *
     * @throws IllegalArgumentException if the value does not fit its width
     */
    public void set(Memory memory, long base, long value) {
        checkFits(value);
        long at = base + offset;
        switch (integerSize()) {
            case 1 -> memory.setByte(at, (byte) value);
            case 2 -> memory.setShort(at, (short) value);
            case 4 -> memory.setInt(at, (int) value);
            case 8 -> memory.setLong(at, value);
            default -> throw notAnInteger();
        }
    }

    /** Its length in bytes if it is one integer; 0 otherwise. */
    private int integerSize() {
        return content == Content.OPAQUE || elementSize != size ? 0 : (int) size;
    }

    private void checkFits(long value) {
        if (size >= Long.BYTES) {
            return;
        }
        int bits = (int) size * Byte.SIZE;
        long least = content == Content.SIGNED ? -(1L << (bits - 1)) : 0;
        if (value < least || (value - least) >>> bits != 0) {
            throw new IllegalArgumentException(path + " of " + size + " bytes can't hold " + value);
        }
    }

    /** The unsigned value of a {@code __be16} or {@code __be32}, such as a port; or of a {@code __be64}. */
    public long getNetworkOrder(Memory record) {
        return swapped(get(record, 0));
    }

    /** {@link #getNetworkOrder(Memory)} in the record that begins at {@code base}, in bytes. */
    public long getNetworkOrder(Memory memory, long base) {
        return swapped(get(memory, base));
    }

    /** Writes a {@code __be16}, {@code __be32} or {@code __be64}. */
    public void setNetworkOrder(Memory record, long value) {
        checkFits(value);
        set(record, 0, swapped(value));
    }

    private long swapped(long value) {
        return Long.reverseBytes(value) >>> (Long.SIZE - (int) size * Byte.SIZE);
    }

    /** A copy of its bytes. */
    public byte[] getBytes(Memory record) {
        return record.getBytes(offset, Math.toIntExact(size));
    }

    /** A copy of its bytes in the record that begins at {@code base}, in bytes. */
    public byte[] getBytes(Memory memory, long base) {
        return memory.getBytes(base + offset, Math.toIntExact(size));
    }

    /**
     * Writes all of its bytes, such as those of an address.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void setBytes(Memory record, byte... bytes) {
        if (bytes.length != size) {
            throw new IllegalArgumentException(path + " has " + size + " bytes, not " + bytes.length);
        }
        record.setBytes(offset, bytes);
    }

    private IllegalArgumentException notAnInteger() {
        return new IllegalArgumentException(path + " of " + size + " bytes is no integer");
    }
}
