package dev.weir.linux.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A BPF program that traffic control runs on what an interface receives.
 *
 * @param interfaceIndex where
 * @param priority 1 to 65535; the lowest runs first
 * @param handle its number within its priority
 * @param name what its owner called it
 * @param programId the {@link dev.weir.linux.bpf.BpfProgramInfo#id} of the program
 */
public record IngressFilter(int interfaceIndex, int priority, int handle, String name, int programId) {
    /** {@code struct tcmsg}: u8 family, u8 pad, u16 pad, s32 index, u32 handle, u32 parent, u32 info. */
    static final int HEADER_LENGTH = 20;

    static final int TCA_KIND = 1;
    static final int TCA_OPTIONS = 2;
    static final int TCA_BPF_FD = 6;
    static final int TCA_BPF_NAME = 7;
    static final int TCA_BPF_FLAGS = 8;
    static final int TCA_BPF_ID = 11;

    /** That of a message; empty if it tells of a filter of another kind, or of a priority only. */
    static Optional<IngressFilter> decode(NetlinkMessage message) {
        ByteBuffer header = message.header(HEADER_LENGTH);
        Attributes attributes = message.attributes(HEADER_LENGTH);
        return attributes
                .nested(TCA_OPTIONS)
                .filter(_ -> attributes.text(TCA_KIND).filter("bpf"::equals).isPresent())
                .map(options -> new IngressFilter(
                        header.getInt(4),
                        header.getInt(16) >>> 16,
                        header.getInt(8),
                        options.text(TCA_BPF_NAME).orElse(""),
                        options.u32(TCA_BPF_ID).orElse(0)));
    }
}
