package dev.weir.dataplane.kernel;

import dev.weir.model.AttachMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where to attach to an interface, and why.
 *
 * @param points where, in the order in which they are tried
 * @param reason why the first of them is the first
 */
record AttachChoice(List<AttachPoint> points, String reason) {
    private static final String TOLD = "as the cluster file says";

    AttachChoice {
        points = List.copyOf(points);
    }

    static AttachChoice of(AttachMode mode, InterfaceFacts facts) {
        return switch (mode) {
            case XDP -> new AttachChoice(List.of(AttachPoint.XDP_NATIVE), TOLD);
            case XDP_GENERIC -> new AttachChoice(List.of(AttachPoint.XDP_GENERIC), TOLD);
            case TC -> new AttachChoice(AttachPoint.TRAFFIC_CONTROL, TOLD);
            case AUTO -> best(facts);
        };
    }

    /** Generic XDP is never the best: it costs what traffic control does, and cuts segments beside. */
    private static AttachChoice best(InterfaceFacts facts) {
        if (facts.isVirtual() && facts.takesSegments()) {
            return new AttachChoice(
                    AttachPoint.TRAFFIC_CONTROL,
                    facts.driver() + " takes whole segments of up to 64 KB, which XDP would have its senders cut");
        }
        List<AttachPoint> points = new ArrayList<>(List.of(AttachPoint.XDP_NATIVE));
        points.addAll(AttachPoint.TRAFFIC_CONTROL);
        return new AttachChoice(points, "the driver " + facts.driver() + " runs it, the earliest place there is");
    }
}
