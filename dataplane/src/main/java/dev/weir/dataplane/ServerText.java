package dev.weir.dataplane;

import dev.weir.model.RealServer;
import java.util.Locale;

/** A server in an operator's words: its weight, and what else is not as usual. */
final class ServerText {
    private ServerText() {}

    static String of(RealServer server) {
        StringBuilder text = new StringBuilder("weight ").append(weight(server));
        if (server.thresholds().upper() != 0) {
            text.append(", at most ").append(server.thresholds().upper()).append(" connections");
        }
        if (server.thresholds().lower() != 0) {
            text.append(" and, once full, new ones below ")
                    .append(server.thresholds().lower());
        }
        if (!server.isRegular()) {
            text.append(", ")
                    .append(server.role().name().toLowerCase(Locale.ROOT))
                    .append(" server");
        }
        return text.toString();
    }

    static String weight(RealServer server) {
        return server.weight() + (server.ramp() == RealServer.FULL_RAMP ? "" : " at " + server.ramp() + "%");
    }
}
