package dev.weir.benchmarks.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is simulated: a service of many servers with weights 1 to 100, ten of which leave.
 *
 * @param scheduler by its name in the cluster file
 * @param settings further lines of the service
 * @param flows where its flows come from
 */
record Subject(String scheduler, List<String> settings, Flows flows) {
    /** Where ten million flows come from. */
    enum Flows {
        /** They are drawn. */
        DRAWN,
        /** They stand in a file, and a million more are drawn. */
        RECORDED
    }

    static final int SERVERS = 1_000;
    private static final int LEAVING = 10;
    static final int PORT = 8080;
    private static final int WEIGHTS = 100;
    private static final int A_NETWORK = 250;

    /** Every scheduler, and what else takes its time. */
    static List<Subject> all() {
        List<Subject> all = new ArrayList<>();
        for (String scheduler : "rr wrr lc wlc lblc lblcr dh sh mh sed nq fo ovf twos least-latency".split(" ", -1)) {
            all.add(new Subject(scheduler, List.of(), Flows.DRAWN));
        }
        all.add(new Subject("mh", List.of("bounded-load: 110%"), Flows.DRAWN));
        all.add(new Subject("wlc", List.of("persistence: 5m"), Flows.DRAWN));
        all.add(new Subject("mh", List.of(), Flows.RECORDED));
        return List.copyOf(all);
    }

    String name() {
        String service = settings.isEmpty() ? scheduler : scheduler + ", " + String.join(", ", settings);
        return switch (flows) {
            case DRAWN -> service;
            case RECORDED -> service + ", recorded flows";
        };
    }

    /** The cluster file before. */
    String before() {
        return text(SERVERS);
    }

    /** The cluster file after. */
    String after() {
        return text(SERVERS - LEAVING);
    }

    private String text(int servers) {
        StringBuilder text = new StringBuilder("director: {interfaces: [eth0]}\nservices:\n");
        text.append("  - vip: 192.0.2.10\n    port: 80\n    scheduler: ")
                .append(scheduler)
                .append('\n');
        settings.forEach(line -> text.append("    ").append(line).append('\n'));
        text.append("    servers:\n");
        for (int i = 0; i < servers; i++) {
            text.append(String.format(
                    Locale.ROOT, "      - {address: %s, port: %d, weight: %d}%n", address(i), PORT, i % WEIGHTS + 1));
        }
        return text.toString();
    }

    static String address(int server) {
        return "10.0." + server / A_NETWORK + "." + (server % A_NETWORK + 1);
    }
}
