package dev.weir.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void accessBeyondTheEndIsRefused() {
        Memory memory = Memory.allocate(8);

        assertThatThrownBy(() -> memory.getInt(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.setLong(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.slice(4, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.setBytes(7, (byte) 1, (byte) 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void sliceIsAView() {
        Memory memory = Memory.allocate(16);

        memory.slice(8, 8).setShort(2, (short) 0x1234);

        assertThat(memory.getShort(10)).isEqualTo((short) 0x1234);
        assertThat(Memory.ofBytes(memory.getBytes(10, 2)).getShort(0)).isEqualTo((short) 0x1234);
    }

    @Test
    void heapMemoryIsNotForC() {
        assertThatThrownBy(() -> new Memory(MemorySegment.ofArray(new byte[4]))).hasMessageContaining("native");
    }
}
