package dev.weir.director;

import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The machine's network, as far as a director sees and changes it.
 *
 * <p>Owned by the director's thread. What the system refuses is thrown, as a
 * {@link DirectorException} or a {@link dev.weir.linux.LinuxException}.
 */
public interface Network extends AutoCloseable {

    /**
     * Has {@code changed} called, from a thread of the network's own, whenever an answer of {@link #ways},
     * {@link #interfaces} or {@link #addresses} may have become another. Called once, before anything else.
     */
    void onChange(Runnable changed);

    /** The way to each of {@code servers} as it is known now; asks no neighbour and changes nothing. */
    Map<IpAddress, Way> ways(Set<IpAddress> servers);

    /**
     * Has the kernel find the neighbours before {@code servers} and keep their addresses fresh; replaces
     * the set of the call before. What it finds is told by {@link #onChange}.
     */
    void keepResolved(Set<IpAddress> servers);

    /** How the named interfaces stand, in the order of {@code names}; one that is missing is told so. */
    List<InterfaceState> interfaces(List<String> names);

    /** Every address of this machine. */
    List<InterfaceAddress> addresses();

    /**
     * Puts {@code vip} on an interface as a network of its own (/32, /128), not to be sent from by the
     * machine's own choice; nothing happens if it is there.
     */
    void addAddress(String interfaceName, IpAddress vip);

    /** Takes from an interface what {@link #addAddress} put there; nothing happens if it isn't there. */
    void removeAddress(String interfaceName, IpAddress vip);

    @Override
    void close();
}
