package dev.weir.api;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The answer of {@code GET /api/v1/status}: how a director fares.
 *
 * @param version of the program
 * @param processId the director's process
 * @param startedAt when it started; what it forwards may have run before
 * @param file the cluster file that it follows
 * @param revision of the desired state in force, counting from 1 in each process; 0 while there is none
 * @param revisionAt when that took force
 * @param lastApplyMillis how long the last change took, in milliseconds
 * @param services how many virtual services it has
 * @param servers how many real servers, over all services
 * @param connections its connection table
 * @param troubles what is wrong now, the oldest first; empty if all is well
 * @param interfaces whose packets it looks at
 * @param addedAddresses the VIPs that it put on an interface
 * @param unresolved servers that get no packets, for the way to them isn't known
 * @param setWeights weights that were set from outside and lie over the cluster file's
 * @param drops packets dropped, by reason
 * @param notes packets passed on or answered that an operator may ask about, by kind
 * @param capabilities the Linux capabilities that its process holds
 * @param planeFacts what its data plane tells of itself
 */
public record Status(
        String version,
        long processId,
        Instant startedAt,
        String file,
        long revision,
        Instant revisionAt,
        double lastApplyMillis,
        int services,
        int servers,
        ConnectionTable connections,
        List<Trouble> troubles,
        List<NetworkInterface> interfaces,
        List<String> addedAddresses,
        List<UnresolvedServer> unresolved,
        List<SetWeight> setWeights,
        Map<String, Long> drops,
        Map<String, Long> notes,
        List<String> capabilities,
        Map<String, String> planeFacts) {

    public Status {
        troubles = List.copyOf(troubles);
        interfaces = List.copyOf(interfaces);
        addedAddresses = List.copyOf(addedAddresses);
        unresolved = List.copyOf(unresolved);
        setWeights = List.copyOf(setWeights);
        drops = Collections.unmodifiableMap(new TreeMap<>(drops));
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
        capabilities = List.copyOf(capabilities);
        planeFacts = Collections.unmodifiableMap(new TreeMap<>(planeFacts));
    }

    /**
     * How full the connection table is.
     *
     * @param recorded connections and persistent clients that stand in it
     * @param persistentClients persistent clients among them
     * @param capacity how many it holds
     */
    public record ConnectionTable(long recorded, long persistentClients, long capacity) {}

    /**
     * Something that isn't as it should be; the last good state stays in force meanwhile.
     *
     * @param kind where it comes from: {@code file}, {@code plane}, {@code network}, {@code addresses} or
     *     {@code capacity}
     * @param since when it was first seen
     * @param text what is wrong, where, and the mend; may have several lines
     */
    public record Trouble(String kind, Instant since, String text) {}

    /**
     * An interface of the director.
     *
     * @param name its name in the cluster file
     * @param link {@code up}, {@code down} or {@code missing}
     * @param mac its address
     * @param mtu the largest IP packet that it takes, in bytes
     * @param attached where in its receive path packets are looked at: {@code xdp}, {@code xdp-generic}, {@code tc} or
     *     {@code tc-clsact}; empty while they are not
     * @param reason why there
     */
    public record NetworkInterface(String name, String link, String mac, int mtu, String attached, String reason) {}

    /**
     * A server that can't be reached yet.
     *
     * @param server its address (RIP)
     * @param reason why, and the mend where one is known
     */
    public record UnresolvedServer(String server, String reason) {}

    /**
     * A weight that was set from outside.
     *
     * @param server the server, {@code 10.0.0.1:8080 of tcp 192.0.2.10:80}
     * @param weight what was set
     * @param fileWeight what the cluster file says
     */
    public record SetWeight(String server, int weight, int fileWeight) {}
}
