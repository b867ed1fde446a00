package dev.weir.linux.bpf;

import dev.weir.linux.Descriptor;
import dev.weir.linux.Memory;
import java.util.HexFormat;

/**
 * What the kernel says of a program.
 *
 * @param id its number in this kernel
 * @param name its name, of at most 15 letters
 * @param type its {@code enum bpf_prog_type}
 * @param tag a hash of its instructions, 16 hexadecimal digits
 * @param verifiedInstructions how many instructions the verifier went through, of its limit of one million
 * @param machineCodeBytes length of what the JIT compiler made of it; 0 if it is interpreted
 */
public record BpfProgramInfo(
        int id, String name, int type, String tag, int verifiedInstructions, int machineCodeBytes) {
    /** Of {@code struct bpf_prog_info}. */
    private static final long SIZE = 232;

    static BpfProgramInfo of(Descriptor descriptor, String program) {
        Memory info = BpfPin.info(descriptor, "program " + program, SIZE);
        return new BpfProgramInfo(
                info.getInt(4),
                BpfPin.name(info, 64),
                info.getInt(0),
                HexFormat.of().formatHex(info.getBytes(8, 8)),
                info.getInt(216),
                info.getInt(16));
    }
}
