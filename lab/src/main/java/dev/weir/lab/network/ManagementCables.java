package dev.weir.lab.network;

import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The cables between the machine itself and the directors, for their monitor: {@code mgmt} at the director. */
final class ManagementCables {
    private static final int PREFIX_LENGTH_IPV4 = 30;
    private static final int PREFIX_LENGTH_IPV6 = 126;

    /** A director's cable: the name of the machine's end, and the numbers of both ends in {@code MANAGEMENT}. */
    private enum Cable {
        FIRST(Host.DIRECTOR1, "weir-mgmt1", 241, 242),
        SECOND(Host.DIRECTOR2, "weir-mgmt2", 245, 246);

        private final Host director;
        private final String machineEnd;
        private final int machineNumber;
        private final int directorNumber;

        Cable(Host director, String machineEnd, int machineNumber, int directorNumber) {
            this.director = director;
            this.machineEnd = machineEnd;
            this.machineNumber = machineNumber;
            this.directorNumber = directorNumber;
        }
    }

    private ManagementCables() {}

    static void lay() {
        for (Cable cable : Cable.values()) {
            IpBatch machine = new IpBatch()
                    .line(
                            "link add name",
                            cable.machineEnd,
                            "type veth peer name mgmt netns",
                            cable.director.namespace())
                    .line("link set", cable.machineEnd, "up");
            addAddresses(machine, cable.machineEnd, cable.machineNumber);
            machine.run();
            IpBatch director = new IpBatch(cable.director.namespace()).line("link set mgmt up");
            addAddresses(director, "mgmt", cable.directorNumber);
            director.run();
        }
    }

    /** The machine's ends go with their namespaces, but only some time after. */
    static void remove() {
        Arrays.stream(Cable.values())
                .filter(cable -> Files.exists(Path.of("/sys/class/net", cable.machineEnd)))
                .forEach(cable ->
                        new IpBatch().line("link delete", cable.machineEnd).run());
    }

    private static void addAddresses(IpBatch batch, String device, int number) {
        IpAddress ipv4 = Subnet.MANAGEMENT.address(Family.IPV4, number);
        IpAddress ipv6 = Subnet.MANAGEMENT.address(Family.IPV6, number);
        batch.line("addr add", ipv4 + "/" + PREFIX_LENGTH_IPV4, "dev", device);
        batch.line("addr add", ipv6 + "/" + PREFIX_LENGTH_IPV6, "dev", device, "nodad");
    }
}
