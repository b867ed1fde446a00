package dev.weir.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A group of real servers behind one VIP, port and protocol, or several.
 *
 * @param key what it is known by, and reached by
 * @param scheduler how a new connection's server is picked
 * @param method how packets reach the servers
 * @param servers its pool, in the operator's order, each endpoint once; may be empty
 * @param options what else is asked of it
 */
public record VirtualService(
        ServiceKey key,
        Scheduler scheduler,
        ForwardingMethod method,
        List<RealServer> servers,
        ServiceOptions options) {
    public VirtualService {
        servers = List.copyOf(servers);
        Set<Endpoint> seen = new HashSet<>();
        for (RealServer server : servers) {
            if (!seen.add(server.endpoint())) {
                throw new IllegalArgumentException("server " + server.endpoint() + " stands twice in " + key);
            }
        }
    }

    /** One without options. */
    public VirtualService(ServiceKey key, Scheduler scheduler, ForwardingMethod method, List<RealServer> servers) {
        this(key, scheduler, method, servers, ServiceOptions.DEFAULT);
    }

    /**
     * Refuses what can't be wanted, though a data plane may hold it on its way from one state to another.
     *
     * @throws IllegalArgumentException if what it is made of does not go together
     */
    void requireSense() {
        List<Match> matches = matches();
        requireUdpForSinglePackets(matches);
        requireFitOfScheduler(matches);
        requireFitOfDelivery(matches);
        Set<ServerRole> roles = EnumSet.noneOf(ServerRole.class);
        for (RealServer server : servers) {
            matches.forEach(match -> requireReachable(match, server.endpoint()));
            if (!roles.add(server.role()) && !server.isRegular()) {
                throw new IllegalArgumentException("a second " + server.role() + " server stands in " + key);
            }
        }
    }

    private void requireUdpForSinglePackets(List<Match> matches) {
        if (options.has(ServiceFlag.ONE_PACKET) && !matches.stream().allMatch(m -> m.protocol() == Protocol.UDP)) {
            throw new IllegalArgumentException(key + ": only UDP can be scheduled packet by packet");
        }
    }

    private void requireFitOfDelivery(List<Match> matches) {
        boolean isTcp = matches.stream().allMatch(match -> match.protocol() == Protocol.TCP);
        if (options.has(ServiceFlag.FTP) && !isTcp) {
            throw new IllegalArgumentException(key + ": FTP is spoken over TCP alone");
        }
        Delivery delivery = options.delivery();
        if (!delivery.encapsulation().equals(Encapsulation.IPIP) && method != ForwardingMethod.TUNNELLING) {
            throw new IllegalArgumentException(
                    key + ": " + delivery.encapsulation().kind() + " is for tunnelling, not " + method);
        }
        if (delivery.clientNotice() != ClientNotice.NONE && (method != ForwardingMethod.FULL_NAT || !isTcp)) {
            throw new IllegalArgumentException(
                    key + ": " + delivery.clientNotice() + " is for full NAT of TCP, where servers don't see clients");
        }
    }

    private void requireFitOfScheduler(List<Match> matches) {
        if (options.boundedLoad() != 0 && !scheduler.boundsLoads()) {
            throw new IllegalArgumentException(key + ": a bounded load is for MH, not " + scheduler);
        }
        for (ServiceFlag flag : options.flags()) {
            if (!scheduler.heeds(flag)) {
                throw new IllegalArgumentException(key + ": " + flag + " has no meaning for " + scheduler);
            }
        }
        boolean showsHandshakes = method.translates()
                && matches.stream().allMatch(m -> m.protocol().hasHandshake());
        if (scheduler.timesHandshakes() && !showsHandshakes) {
            throw new IllegalArgumentException(
                    key + ": " + scheduler + " needs NAT and TCP or SCTP, to see servers answer a handshake");
        }
    }

    private void requireReachable(Match match, Endpoint server) {
        boolean isOwnPort = server.port() == 0 || (match.isOnePort() && server.port() == match.firstPort());
        if (!isOwnPort && (!method.mapsPorts() || !match.protocol().mapsPorts())) {
            throw new IllegalArgumentException("server " + server + " of " + match + ": "
                    + (method.mapsPorts()
                            ? "ports of SCTP can't be mapped"
                            : method + " can't map ports, only NAT can"));
        }
        boolean sameFamily = server.address().family() == match.address().family();
        if (!sameFamily && !method.crossesFamilies()) {
            throw new IllegalArgumentException(
                    "server " + server + " of " + match + ": " + method + " can't cross address families");
        }
    }

    /** All that it is reached by: its key, as a range if it is one, and what else. */
    public List<Match> matches() {
        int port = key.vip().port();
        int last = options.lastPort() == 0 ? port : options.lastPort();
        List<Match> matches = new ArrayList<>();
        matches.add(new Match(key.protocol(), key.vip().address(), port, last));
        matches.addAll(options.also());
        return List.copyOf(matches);
    }

    public VirtualService withServers(List<RealServer> newServers) {
        return new VirtualService(key, scheduler, method, newServers, options);
    }

    public VirtualService withOptions(ServiceOptions newOptions) {
        return new VirtualService(key, scheduler, method, servers, newOptions);
    }

    public VirtualService withScheduler(Scheduler newScheduler) {
        return new VirtualService(key, newScheduler, method, servers, options);
    }
}
