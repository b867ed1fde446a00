package dev.weir.director;

import dev.weir.director.DirectorStatus.InterfaceState;
import dev.weir.model.IpAddress;
import dev.weir.model.MacAddress;
import dev.weir.model.NextHop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A network in memory; appends what is asked of it to a list of events. */
final class FakeNetwork implements Network {
    private final List<String> events;
    private final Map<IpAddress, Way> ways = new HashMap<>();
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private Runnable changed = () -> {};
    private int interfaceIndex = 2;
    private String refusal = "";

    FakeNetwork(List<String> events) {
        this.events = events;
    }

    /** The server is reached by the neighbour whose MAC address ends in {@code number}. */
    void reach(String server, int number) {
        ways.put(IpAddress.parse(server), new Way.Known(hop(number)));
        changed.run();
    }

    void lose(String server, String reason) {
        ways.put(IpAddress.parse(server), new Way.Unknown(reason));
        changed.run();
    }

    /** Something happens in the network that concerns no server. */
    void stir() {
        changed.run();
    }

    void own(String interfaceName, String address, int prefixLength) {
        addresses.add(new InterfaceAddress(interfaceName, IpAddress.parse(address), prefixLength));
    }

    /** An interface of the same name takes the place of the one there was. */
    void replaceInterface(int index) {
        interfaceIndex = index;
        changed.run();
    }

    /** Refuses to add addresses from now on; an empty reason ends that. */
    void refuseAddresses(String reason) {
        refusal = reason;
    }

    static NextHop hop(int number) {
        return new NextHop(
                2,
                new MacAddress(0x02_00_00_00_00_01L),
                new MacAddress(0x02_00_00_00_01_00L + number),
                IpAddress.parse("10.0.0.254"),
                1500);
    }

    @Override
    public void onChange(Runnable listener) {
        changed = listener;
    }

    @Override
    public Map<IpAddress, Way> ways(Set<IpAddress> servers) {
        events.add("look at " + servers.size() + " ways");
        Map<IpAddress, Way> found = new HashMap<>();
        for (IpAddress server : servers) {
            found.put(server, ways.getOrDefault(server, new Way.Unknown("no route to " + server)));
        }
        return found;
    }

    @Override
    public void keepResolved(Set<IpAddress> servers) {
        events.add("keep resolved " + new TreeSet<>(servers));
    }

    @Override
    public List<InterfaceState> interfaces(List<String> names) {
        return names.stream()
                .map(name -> new InterfaceState(name, interfaceIndex, new MacAddress(1), 1500, InterfaceState.Link.UP))
                .toList();
    }

    @Override
    public List<InterfaceAddress> addresses() {
        return List.copyOf(addresses);
    }

    @Override
    public void addAddress(String interfaceName, IpAddress vip) {
        if (!refusal.isEmpty()) {
            throw new DirectorException(refusal);
        }
        events.add("put " + vip + " on " + interfaceName);
        own(interfaceName, vip.toString(), vip.bytes().length * Byte.SIZE);
    }

    @Override
    public void removeAddress(String interfaceName, IpAddress vip) {
        events.add("take " + vip + " from " + interfaceName);
        addresses.removeIf(
                own -> own.address().equals(vip) && own.interfaceName().equals(interfaceName));
    }

    @Override
    public void close() {}
}
