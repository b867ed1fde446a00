package dev.weir.lab;

import dev.weir.lab.network.Host;
import dev.weir.model.ForwardingMethod;

/** The text of the lab's cluster file: every {@link LabService} with every {@link Application}, in turn (rr). */
final class ClusterText {
    private ClusterText() {}

    static String text() {
        StringBuilder text = new StringBuilder("""
                # The lab's cluster. Change it while it runs: the director applies what changed, and only that.
                director:
                  interfaces: [eth0]
                services:
                """);
        for (Target target : Target.all()) {
            text.append(service(target));
        }
        return text.toString();
    }

    private static String service(Target target) {
        LabService service = target.service();
        Application application = target.application();
        StringBuilder text = new StringBuilder("""
                  # %s, %s
                  - vip: "%s"
                    port: %d
                    protocol: %s
                    scheduler: rr
                    forwarding: %s
                    servers:
                """.formatted(
                        service.label(),
                        application.label(),
                        service.vip(),
                        application.port(),
                        target.protocol(),
                        yaml(service.method())));
        for (Host server : service.servers()) {
            text.append("      - {address: \"%s\", port: %d}%n"
                    .formatted(server.address(service.serverFamily()), application.serverPort(service.method())));
        }
        return text.toString();
    }

    private static String yaml(ForwardingMethod method) {
        return switch (method) {
            case NAT -> "nat";
            case TUNNELLING -> "tunnelling";
            case DIRECT_ROUTING -> "direct-routing";
            case FULL_NAT -> "full-nat";
        };
    }
}
