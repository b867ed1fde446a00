package dev.weir.benchmarks.lab;

import dev.weir.lab.Command;
import dev.weir.lab.network.Host;
import dev.weir.model.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A load that real programs on the client's host put on a web service. */
enum Workload {
    NEW_CONNECTIONS("new connections", "per second"),
    KEPT_ALIVE("kept-alive requests", "per second"),
    DOWNLOADS("1 MB downloads", "per second"),
    BULK("one bulk stream", "MB/s");

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern ERRORS = Pattern.compile("(Socket errors|Non-2xx or 3xx responses): .*");
    private static final double BYTES_PER_MB = 1e6;

    private final String title;
    private final String unit;

    Workload(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    /**
     * Loads {@code address} for about {@code seconds} and returns the rate.
     *
     * @throws IllegalStateException if a request fails
     */
    double run(IpAddress address, int seconds) {
        return switch (this) {
            case NEW_CONNECTIONS -> wrk(address, "/", seconds, 16, "--header", "Connection: close");
            case KEPT_ALIVE -> wrk(address, "/", seconds, 16);
            case DOWNLOADS -> wrk(address, "/1m", seconds, 8);
            case BULK -> curl(address);
        };
    }

    private static double wrk(IpAddress address, String path, int seconds, int connections, String... more) {
        List<String> wrk = new ArrayList<>(List.of("wrk", "--threads", "1", "--connections", "" + connections));
        wrk.addAll(List.of("--duration", seconds + "s", "--timeout", "5s"));
        wrk.addAll(List.of(more));
        wrk.add("http://" + address + path);
        String output = new Command(Host.CLIENT.wrap(wrk)).run();
        Matcher errors = ERRORS.matcher(output);
        if (errors.find()) {
            throw new IllegalStateException("wrk on " + address + path + ": " + errors.group());
        }
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IllegalStateException("wrk on " + address + path + " told no rate: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private static double curl(IpAddress address) {
        List<String> curl = List.of(
                "curl",
                "--silent",
                "--show-error",
                "--fail",
                "--noproxy",
                "*",
                "--max-time",
                "60",
                "--output",
                "/dev/null",
                "--write-out",
                "%{speed_download}",
                "http://" + address + "/100m");
        return Double.parseDouble(new Command(Host.CLIENT.wrap(curl)).run()) / BYTES_PER_MB;
    }
}
