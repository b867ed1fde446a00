package dev.weir.simulation;

import dev.weir.model.VirtualService;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The recorded flows of one service, counted by server as they are told; the flows themselves are not kept. */
final class RecordedFlows {
    private final VirtualService service;
    private final Roster roster;
    private final FlowHash hash;
    private final long seed;
    private final boolean isPersistent;
    private final long[] flowsOf;
    private final ClientCount clients;
    private final Flow flow = new Flow();

    /** Places the flows that come without a server; there when the first of them came. */
    private @Nullable ModelService model;

    /** Of {@code service} as it was. */
    RecordedFlows(VirtualService service, Roster roster, long seed) {
        this.service = service;
        this.roster = roster;
        this.hash = new FlowHash(service, seed);
        this.seed = seed;
        this.isPersistent = service.options().persistence().isPresent();
        this.flowsOf = new long[roster.size()];
        this.clients = new ClientCount(roster.size());
    }

    /** Counts one; false if its server is not of the service, or it has none and none takes it. */
    boolean add(RecordedFlow recorded) {
        fill(recorded);
        int server = recorded.server().map(roster::number).orElseGet(this::placed);
        if (server == Roster.ABSENT) {
            return false;
        }
        flowsOf[server]++;
        clients.add(isPersistent ? hash.persistentClient(flow) : hash.client(flow), server);
        return true;
    }

    private void fill(RecordedFlow recorded) {
        flow.clientHigh = recorded.client().address().high();
        flow.clientLow = recorded.client().address().low();
        flow.clientPort = recorded.client().port();
        flow.destinationHigh = recorded.service().vip().address().high();
        flow.destinationLow = recorded.service().vip().address().low();
        flow.random = Mix.of(hash.client(flow) + flow.clientPort);
    }

    private int placed() {
        if (model == null) {
            model = new ModelService(service, seed);
        }
        int place = model.begin(flow);
        return place == Pool.NONE
                ? Roster.ABSENT
                : roster.number(service.servers().get(place).endpoint());
    }

    /** Flows at a server, by its number in the roster. */
    long flowsOf(int server) {
        return flowsOf[server];
    }

    /** Clients whose first flow is at a server, likewise. */
    long clientsOf(int server) {
        return clients.of(server);
    }

    long total() {
        return Arrays.stream(flowsOf).sum();
    }

    long clients() {
        return clients.total();
    }
}
