package dev.weir.lab.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterFileTest {
    private static final String OWN = """
            director:
              interfaces: [eth0]
            services:
              - vip: "192.0.2.101"
                port: 80
            """;

    private static final ServiceText SERVICE =
            ServiceText.web("wrr").with("flags: []").weights(1, 2);

    @Test
    void trialsServicesStandBesideTheLabsOwn() {
        assertThat(ClusterFile.with(OWN, List.of("timeouts: {close: 1s}"), List.of(SERVICE)))
                .isEqualTo("""
                        director:
                          interfaces: [eth0]
                          # A trial's, till here:
                          timeouts: {close: 1s}
                          # here.
                        services:
                          # A trial's, till here:
                          - vip: "192.0.2.121"
                            port: 80
                            scheduler: wrr
                            flags: []
                            servers:
                              - {address: "192.0.2.11", port: 8080, weight: 1}
                              - {address: "192.0.2.12", port: 8080, weight: 2}
                          # here.
                          - vip: "192.0.2.101"
                            port: 80
                        """);
    }

    @Test
    void whatATrialThatWasBrokenOffLeftIsTakenOut() {
        String left = ClusterFile.with(OWN, List.of("timeouts: {close: 1s}"), List.of(SERVICE, SERVICE));

        assertThat(ClusterFile.own(left)).isEqualTo(OWN);
    }
}
