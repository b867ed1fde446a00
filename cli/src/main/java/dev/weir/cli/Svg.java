package dev.weir.cli;

import java.util.Locale;

/** An SVG image being written, element by element; lengths are pixels. Every text is escaped. */
final class Svg {
    /** Where a text stands from its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder body = new StringBuilder();
    private final int width;

    /** With this width; its height is told at the end. */
    Svg(int width) {
        this.width = width;
    }

    /** A filled rectangle of a class of the style sheet, with a text that is shown when it is pointed at. */
    void rectangle(String styleClass, double x, double y, double w, double h, String title) {
        body.append(String.format(
                Locale.ROOT,
                "  <rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>%n",
                styleClass,
                x,
                y,
                w,
                h,
                escaped(title)));
    }

    void line(String styleClass, double fromX, double fromY, double toX, double toY) {
        body.append(String.format(
                Locale.ROOT,
                "  <line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
                styleClass,
                fromX,
                fromY,
                toX,
                toY));
    }

    /** A line through points that are written as {@link #point} does. */
    void path(String styleClass, String points) {
        body.append(String.format("  <polyline class=\"%s\" points=\"%s\"/>%n", styleClass, points));
    }

    static String point(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, y);
    }

    void text(String styleClass, Anchor anchor, double x, double y, String text) {
        body.append(String.format(
                Locale.ROOT,
                "  <text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
                styleClass,
                anchor.name().toLowerCase(Locale.ROOT),
                x,
                y,
                escaped(text)));
    }

    /** The whole image. */
    String image(String title, String styleSheet, double height) {
        return String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\" width=\"%d\" height=\"%.0f\""
                                + " role=\"img\">%n  <title>%s</title>%n  <style>%n%s  </style>%n",
                        width,
                        height,
                        width,
                        height,
                        escaped(title),
                        styleSheet)
                + body + "</svg>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
