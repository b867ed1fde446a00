package dev.weir.cli;

import dev.weir.cli.Svg.Anchor;
import dev.weir.simulation.Forecast;
import dev.weir.simulation.Forecast.OfServer;
import dev.weir.simulation.Forecast.OfService;
import dev.weir.simulation.Forecast.Standing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Draws the servers' shares of new flows before and after a change, service under service:
 *
 * <pre>
 *   up to 40 servers                    more
 *   10.0.0.1:8080 |#########  33.3%     |   ___/
 *                 |=======    25.0%     |__/         shares in ascending order,
 *   10.0.0.2:8080 |#########  33.3%     +--------    from the server with the least to the one with the most
 * </pre>
 *
 * The ground is transparent, and colours follow the viewer's light or dark scheme.
 */
final class SharesPicture {
    private static final int MAX_BARS = 40;
    private static final int MAX_SERVICES = 20;
    private static final int WIDTH = 800;
    private static final int MARGIN = 24;
    private static final int LABELS = 200;
    private static final int VALUES = 64;
    private static final int BAR = 11;
    private static final int ROW = 32;
    private static final int CURVE_HEIGHT = 220;
    private static final int AXIS = 40;
    private static final double PLOT_LEFT = MARGIN + LABELS;
    private static final double PLOT_WIDTH = WIDTH - PLOT_LEFT - VALUES - MARGIN;

    private static final String STYLE = """
                text { font: 12px system-ui, sans-serif; fill: #424a53; }
                .title { font-size: 18px; font-weight: 600; }
                .service { font-size: 14px; font-weight: 600; }
                .before { fill: #9aa4b2; }
                .after { fill: #2f81f7; }
                .axis { stroke: #8b949e; stroke-width: 1; }
                .grid { stroke: #8b949e; stroke-width: 1; stroke-opacity: 0.25; }
                .before-curve { fill: none; stroke: #9aa4b2; stroke-width: 2; }
                .after-curve { fill: none; stroke: #2f81f7; stroke-width: 2; }
                @media (prefers-color-scheme: dark) { text { fill: #c9d1d9; } }
            """;

    private final Svg svg = new Svg(WIDTH);
    private double y = MARGIN;

    private SharesPicture() {}

    /** The image, as the text of an SVG file. */
    static String of(Forecast forecast) {
        return new SharesPicture().draw(forecast);
    }

    private String draw(Forecast forecast) {
        String title = "Shares of new flows, before and after";
        text("title", title, 18);
        if (forecast.services().size() != 1) {
            text("note", ForecastWords.headline(forecast), 22);
        }
        legend();
        forecast.services().stream().limit(MAX_SERVICES).forEach(this::drawService);
        int more = forecast.services().size() - MAX_SERVICES;
        if (more > 0) {
            text("note", "and " + ForecastWords.count(more, "service") + " more", 22);
        }
        return svg.image(title, STYLE, y + MARGIN);
    }

    private void text(String styleClass, String text, int height) {
        text(styleClass, text, height, MARGIN);
    }

    private void text(String styleClass, String text, int height, double x) {
        y += height;
        svg.text(styleClass, Anchor.START, x, y, text);
    }

    private void legend() {
        y += 14;
        svg.rectangle("before", MARGIN, y, BAR, BAR, "before");
        svg.text("note", Anchor.START, MARGIN + 18, y + BAR - 1, "before");
        svg.rectangle("after", MARGIN + 80, y, BAR, BAR, "after");
        svg.text("note", Anchor.START, MARGIN + 98, y + BAR - 1, "after");
        y += BAR;
    }

    private void drawService(OfService service) {
        y += 18;
        text("service", service.key().toString(), 18);
        text("note", ForecastWords.ofService(service), 18);
        y += 12;
        Scale scale = Scale.upTo(service.servers().stream()
                .mapToDouble(server -> Math.max(share(server.before()), share(server.after())))
                .max()
                .orElse(0));
        if (service.servers().size() <= MAX_BARS) {
            drawBars(service.servers(), scale);
        } else {
            drawCurves(service.servers(), scale);
        }
    }

    private void drawBars(List<OfServer> servers, Scale scale) {
        double bottom = y + servers.size() * ROW;
        for (double tick : scale.ticks()) {
            double x = PLOT_LEFT + scale.along(tick) * PLOT_WIDTH;
            svg.line("grid", x, y, x, bottom);
            svg.text("note", Anchor.MIDDLE, x, bottom + 16, scale.label(tick));
        }
        for (OfServer server : servers) {
            svg.text(
                    "note",
                    Anchor.END,
                    PLOT_LEFT - 10,
                    y + BAR + 5,
                    server.endpoint().toString());
            bar("before", server.before(), scale, y + 3);
            bar("after", server.after(), scale, y + 3 + BAR + 1);
            y += ROW;
        }
        svg.line("axis", PLOT_LEFT, y - servers.size() * ROW, PLOT_LEFT, y);
        svg.text("note", Anchor.MIDDLE, PLOT_LEFT + PLOT_WIDTH / 2, y + 34, "share of new flows");
        y += AXIS;
    }

    private void bar(String styleClass, Optional<Standing> standing, Scale scale, double top) {
        double share = share(standing);
        String value =
                standing.map(there -> ForecastWords.percent(there.share())).orElse("not there " + styleClass);
        double length = scale.along(share) * PLOT_WIDTH;
        svg.rectangle(styleClass, PLOT_LEFT, top, length, BAR, styleClass + ": " + value);
        svg.text("note", Anchor.START, PLOT_LEFT + length + 6, top + BAR - 1, value);
    }

    private void drawCurves(List<OfServer> servers, Scale scale) {
        text("note", "share of new flows", 12, PLOT_LEFT);
        y += 12;
        double top = y;
        double bottom = y + CURVE_HEIGHT;
        for (double tick : scale.ticks()) {
            double at = bottom - scale.along(tick) * CURVE_HEIGHT;
            svg.line("grid", PLOT_LEFT, at, PLOT_LEFT + PLOT_WIDTH, at);
            svg.text("note", Anchor.END, PLOT_LEFT - 8, at + 4, scale.label(tick));
        }
        svg.line("axis", PLOT_LEFT, top, PLOT_LEFT, bottom);
        svg.line("axis", PLOT_LEFT, bottom, PLOT_LEFT + PLOT_WIDTH, bottom);
        curve("before-curve", servers, OfServer::before, scale, bottom);
        curve("after-curve", servers, OfServer::after, scale, bottom);
        svg.text(
                "note",
                Anchor.MIDDLE,
                PLOT_LEFT + PLOT_WIDTH / 2,
                bottom + 18,
                ForecastWords.count(servers.size(), "server") + ", by ascending share");
        y = bottom + AXIS;
    }

    private void curve(
            String styleClass,
            List<OfServer> servers,
            Function<OfServer, Optional<Standing>> side,
            Scale scale,
            double bottom) {
        double[] shares = servers.stream()
                .flatMap(server -> side.apply(server).stream())
                .mapToDouble(Standing::share)
                .sorted()
                .toArray();
        double step = PLOT_WIDTH / servers.size();
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < shares.length; i++) {
            double at = bottom - scale.along(shares[i]) * CURVE_HEIGHT;
            points.append(Svg.point(PLOT_LEFT + i * step, at)).append(Svg.point(PLOT_LEFT + (i + 1) * step, at));
        }
        svg.path(styleClass, points.toString().strip());
    }

    private static double share(Optional<Standing> standing) {
        return standing.map(Standing::share).orElse(0.0);
    }
}
