package dev.weir.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterTextTest {
    @Test
    void everyTargetIsAService() {
        assertThat(ClusterText.text().lines().filter(line -> line.startsWith("  - vip: ")))
                .hasSameSizeAs(Target.all());
    }

    @Test
    void natMapsThePortOfTheWeb() {
        assertThat(ClusterText.text()).contains("""
                        # nat-ipv4, web-tcp
                        - vip: "192.0.2.101"
                          port: 80
                          protocol: tcp
                          scheduler: rr
                          forwarding: nat
                          servers:
                            - {address: "192.0.2.11", port: 8080}
                      """);
    }

    @Test
    void tunnelToTheOtherFamilyNamesTheServersByIt() {
        assertThat(ClusterText.text()).contains("""
                        # tunnelling-4in6, dns-udp
                        - vip: "192.0.2.103"
                          port: 53
                          protocol: udp
                          scheduler: rr
                          forwarding: tunnelling
                          servers:
                            - {address: "2001:db8:b::14", port: 53}
                      """);
    }
}
