package dev.weir.linux.bpf;

/** What an XDP program returns: what becomes of the frame. */
public enum XdpVerdict {
    ABORTED(0),
    DROP(1),
    PASS(2),
    TX(3),
    REDIRECT(4);

    private final int number;

    XdpVerdict(int number) {
        this.number = number;
    }

    /** Its number in {@code enum xdp_action}. */
    public int number() {
        return number;
    }

    /** The verdict of a number; an unknown one counts as ABORTED, as in the kernel. */
    static XdpVerdict of(int number) {
        for (XdpVerdict verdict : values()) {
            if (verdict.number == number) {
                return verdict;
            }
        }
        return ABORTED;
    }
}
