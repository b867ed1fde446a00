package dev.weir.linux;

/**
 * Work of the network stack that an interface may take over, and that ethtool(8) switches.
 *
 * <p>An interface is looked up by name in the calling thread's network namespace.
 */
public enum Offload {
    RECEIVE_CHECKSUM(0x14, 0x15),
    /** VLAN tags are taken off frames before anybody sees them, XDP programs included. */
    RECEIVE_VLAN(0x25, 0x26, 1 << 8),
    TRANSMIT_CHECKSUM(0x16, 0x17),
    SCATTER_GATHER(0x18, 0x19),
    TCP_SEGMENTATION(0x1e, 0x1f),
    GENERIC_SEGMENTATION(0x23, 0x24),
    GENERIC_RECEIVE(0x2b, 0x2c),
    /** The hardware joins received segments in a way that can't be undone when they are sent on. */
    LARGE_RECEIVE(0x25, 0x26, 1 << 15);

    private final int getCommand;
    private final int setCommand;

    /** Its bit in the value, which may hold others. */
    private final int flag;

    Offload(int getCommand, int setCommand) {
        this(getCommand, setCommand, 1);
    }

    Offload(int getCommand, int setCommand, int flag) {
        this.getCommand = getCommand;
        this.setCommand = setCommand;
        this.flag = flag;
    }

    /**
     * Whether it is on.
     *
     * @throws LinuxException ENODEV if there is no such interface
     */
    public boolean isEnabled(String interfaceName) {
        return (command(interfaceName, getCommand, 0) & flag) != 0;
    }

    /** Switches it on; does nothing if it is. */
    public void enable(String interfaceName) {
        command(interfaceName, setCommand, others(interfaceName) | flag);
    }

    /** Switches it off; does nothing if it is. */
    public void disable(String interfaceName) {
        command(interfaceName, setCommand, others(interfaceName));
    }

    private int others(String interfaceName) {
        return flag == 1 ? 0 : command(interfaceName, getCommand, 0) & ~flag;
    }

    private int command(String interfaceName, int command, int value) {
        return Ethtool.number(this, interfaceName, command, value);
    }
}
