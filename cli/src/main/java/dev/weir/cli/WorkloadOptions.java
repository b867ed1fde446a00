package dev.weir.cli;

import dev.weir.simulation.Workload;
import picocli.CommandLine.Option;

/** The flows that a simulation gives the services. */
final class WorkloadOptions {
    @Option(
            names = "--flows",
            paramLabel = "N",
            description = "New flows, shared out to the services that change. Default: 1000000.")
    private long flows = Workload.DEFAULT.flows();

    @Option(
            names = "--clients",
            paramLabel = "N",
            description = "Distinct clients that they come from, each as likely. Default: 100000.")
    private int clients = Workload.DEFAULT.clients();

    @Option(
            names = "--held",
            paramLabel = "N",
            description = "Connections that a service holds at once; each stays until N have come after it."
                    + " Default: as many as are recorded, or else 100 a server.")
    private int held = Workload.AS_RECORDED;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all that is drawn; the same seed gives the same forecast. Default: 1.")
    private long seed = Workload.DEFAULT.seed();

    /**
     * The workload that was asked for.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    Workload workload() {
        return new Workload(flows, clients, held, seed);
    }
}
