package dev.weir.director;

import dev.weir.dataplane.ServerKey;
import dev.weir.director.PlaneFactory.Attached;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How a director stands, at one moment.
 *
 * @param pid its process
 * @param startedAt when this process took the data plane over
 * @param file the cluster file it follows
 * @param revision the state in force, counted from 1 in each process; 0 while there is none yet
 * @param revisionAt when that took force; {@code startedAt} while there is none yet
 * @param lastApply how long the last change took, from its cause (a text, an event) until the data plane had
 *     it; zero before the first
 * @param troubles what is wrong now, the oldest first; empty when all is well
 * @param interfaces those whose packets the director looks at
 * @param attached by interface, how the data plane is attached to it; without those that it isn't
 * @param addedAddresses the VIPs that the director put on an interface and will take away again
 * @param unresolved servers that get no packets because the way to them isn't known
 * @param setWeights by server, the weight that was set from outside and lies over the file's
 * @param ramps by server that starts slowly, how much of its weight counts now, 1 to 99 percent
 * @param capabilities the Linux capabilities that the process holds of those it can use
 * @param planeFacts what the data plane tells of itself, by stable names
 */
public record DirectorStatus(
        long pid,
        Instant startedAt,
        Path file,
        long revision,
        Instant revisionAt,
        Duration lastApply,
        List<Trouble> troubles,
        List<InterfaceState> interfaces,
        Map<String, Attached> attached,
        List<IpAddress> addedAddresses,
        List<UnresolvedServer> unresolved,
        Map<ServerKey, Integer> setWeights,
        Map<ServerKey, Integer> ramps,
        List<String> capabilities,
        Map<String, String> planeFacts) {

    public DirectorStatus {
        troubles = List.copyOf(troubles);
        interfaces = List.copyOf(interfaces);
        attached = Map.copyOf(attached);
        addedAddresses = List.copyOf(addedAddresses);
        unresolved = List.copyOf(unresolved);
        setWeights = Map.copyOf(setWeights);
        ramps = Map.copyOf(ramps);
        capabilities = List.copyOf(capabilities);
        planeFacts = Map.copyOf(planeFacts);
    }

    /**
     * Something that isn't as it should be. The last good state stays in force meanwhile.
     *
     * @param kind what sort of thing
     * @param since when it was first seen
     * @param text what is wrong, where, and the mend; may have several lines
     */
    public record Trouble(Kind kind, Instant since, String text) {
        /** Where a trouble comes from; a director has at most one of each. */
        public enum Kind {
            /** The cluster file can't be read, or what stands in it is refused. */
            FILE,
            /** The data plane does not do as it should. */
            PLANE,
            /** Interfaces, routes or neighbours can't be read. */
            NETWORK,
            /** A VIP can't be put on an interface, or taken away. */
            ADDRESSES,
            /** The connection table refuses new connections. */
            CAPACITY
        }
    }

    /**
     * An interface of the director.
     *
     * @param name its name in the cluster file
     * @param index the kernel's number for it; 0 while there is no such interface
     * @param mac its address; zeros while there is no such interface
     * @param mtu the largest IP packet it takes, in bytes
     * @param link whether frames can pass
     */
    public record InterfaceState(String name, int index, MacAddress mac, int mtu, Link link) {
        /** Whether frames can pass an interface. */
        public enum Link {
            UP,
            DOWN,
            MISSING
        }
    }

    /**
     * A server that can't be reached yet.
     *
     * @param server its address (RIP)
     * @param reason why, and the mend where one is known
     */
    public record UnresolvedServer(IpAddress server, String reason) {}
}
