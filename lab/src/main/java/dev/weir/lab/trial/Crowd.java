package dev.weir.lab.trial;

import dev.weir.lab.network.ClientAddresses;
import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Client;
import dev.weir.lab.traffic.Route;
import dev.weir.lab.traffic.WebClient;
import dev.weir.lab.traffic.WebConnection;
import dev.weir.model.Endpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients of the web, on the calling thread's host: each has an address of its own. */
final class Crowd implements AutoCloseable {
    private final Findings findings;
    private final List<WebConnection> held = new ArrayList<>();

    Crowd(Findings findings) {
        this.findings = findings;
    }

    /**
     * From the first client, and not from the address that the lab's other requests come from: a client that uses one
     * of its ports for two VIPs with the same server can't be told from itself in NAT.
     */
    private static Route route(Endpoint service) {
        return routes(service, 1).getFirst();
    }

    /** A route from each of the clients, or from the first {@code count}. */
    static List<Route> routes(Endpoint service, int count) {
        return ClientAddresses.all(service.address().family()).stream()
                .limit(count)
                .map(client -> new Route(client, service))
                .toList();
    }

    /** One client asks, {@code count} times over a new connection each. */
    Tally ask(Endpoint service, int count) {
        Route route = route(service);
        Tally tally = new Tally();
        for (int i = 0; i < count; i++) {
            ask(route, tally);
        }
        return tally;
    }

    /** Each route is asked once, over a connection of its own. */
    Tally ask(List<Route> routes) {
        Tally tally = new Tally();
        routes.forEach(route -> ask(route, tally));
        return tally;
    }

    private void ask(Route route, Tally tally) {
        if (!tally.isHopeless()) {
            enter(route, new WebClient(route).ask(""), tally);
        }
    }

    /** One client opens connections, one after the other, and keeps them to the end of the trial. */
    Tally hold(Endpoint service, int count) {
        Tally tally = new Tally();
        for (int i = 0; i < count; i++) {
            hold(route(service), tally);
        }
        return tally;
    }

    /** A connection by each route in turn; they are kept likewise. */
    Tally hold(List<Route> routes) {
        Tally tally = new Tally();
        routes.forEach(route -> hold(route, tally));
        return tally;
    }

    private void hold(Route route, Tally tally) {
        try {
            WebConnection connection = WebConnection.open(route, Client.DEADLINE_MILLIS);
            held.add(connection);
            enter(route, connection.ask(), tally);
        } catch (IOException e) {
            enter(route, new Answer.Failed(e.getMessage() + ""), tally);
        }
    }

    /** Enters what came of a request by other means. */
    void enter(Route route, Answer answer, Tally tally) {
        tally.enter(route, answer);
        findings.count(answer);
    }

    /** The connections that are kept, the oldest first. */
    List<WebConnection> held() {
        return List.copyOf(held);
    }

    /** Ends those that are kept. */
    void letGo() {
        held.forEach(WebConnection::close);
        held.clear();
    }

    @Override
    public void close() {
        letGo();
    }
}
