package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.Bar;
import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.model.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the packet path must reach. Judged with 1 flow and with 100,000, which can be repeated; 10,000 depend on
 * which cache lines happen to fall together, and a million on the host's other guests.
 */
final class PacketBars {
    static final List<Integer> JUDGED_FLOWS = List.of(1, 100_000);

    /** How far two measurements of the same program may be apart; more if this run's pair was. */
    private static final double NOISE = 0.05;

    private static final double FLOOR_ONE_FLOW = 1.6;
    private static final double FLOOR_MANY_FLOWS = 1.4;
    private static final double FLOOR_NEW = 1.6;
    private static final double FLOOR_CONSTANT = 1.7;
    private static final double FLOOR_LINEAR = 3;
    private static final double IPV6_TO_IPV4 = 1.3;
    private static final double CONNECTION_BYTES = 200;
    private static final List<String> METHODS =
            List.of(SubjectName.NAT, SubjectName.TUNNELLING, SubjectName.DIRECT_ROUTING);

    private final List<Bar> bars = new ArrayList<>();

    /** Judges a whole run. */
    static List<Bar> judge(List<Measured> run, double bytesPerConnection) {
        PacketBars judge = new PacketBars();
        for (Measured measured : run) {
            switch (measured.phase()) {
                case ESTABLISHED -> judge.established(measured);
                case NEW -> judge.beginning(measured);
            }
        }
        judge.bars.add(Bar.atMost("kernel memory a connection", bytesPerConnection, CONNECTION_BYTES, "bytes"));
        return judge.bars;
    }

    private void established(Measured measured) {
        if (!JUDGED_FLOWS.contains(measured.flows())) {
            return;
        }
        toFloor(
                measured,
                SubjectName.TUNNELLING,
                Family.IPV4,
                measured.flows() == 1 ? FLOOR_ONE_FLOW : FLOOR_MANY_FLOWS);
        double noise = Math.max(NOISE, Math.abs(measured.again() - 1));
        for (String program : List.of(SubjectName.NAT, SubjectName.NAT_REPLY, SubjectName.DIRECT_ROUTING)) {
            double ratio = measured.ratio(program, SubjectName.TUNNELLING, Family.IPV4);
            bars.add(Bar.atMost(title(measured, program, Family.IPV4) + " to tunnelling", ratio, 1 + noise, "x"));
        }
        METHODS.forEach(program -> toIpv4(measured, program));
        toIpv4(measured, SubjectName.NAT_REPLY);
    }

    private void beginning(Measured measured) {
        for (String program : METHODS) {
            for (Family family : Family.values()) {
                toFloor(measured, program, family, FLOOR_NEW);
            }
            toIpv4(measured, program);
        }
        Balancing.CONSTANT.forEach(each -> toFloor(measured, each.program(), Family.IPV4, FLOOR_CONSTANT));
        Balancing.LINEAR.forEach(each -> toFloor(measured, each.program(), Family.IPV4, FLOOR_LINEAR));
    }

    private void toFloor(Measured measured, String program, Family family, double most) {
        double ratio = measured.ratio(program, SubjectName.FLOOR, family);
        bars.add(Bar.atMost(title(measured, program, family) + " to its floor", ratio, most, "x"));
    }

    private void toIpv4(Measured measured, String program) {
        String name = title(measured, program, Family.IPV6) + " to IPv4";
        bars.add(Bar.atMost(name, measured.ipv6ToIpv4(program), IPV6_TO_IPV4, "x"));
    }

    private static String title(Measured measured, String program, Family family) {
        String flows = measured.phase() == Phase.NEW
                ? "new flows"
                : String.format(Locale.ROOT, "%,d established", measured.flows());
        return program + " " + SubjectName.text(family) + ", " + flows;
    }
}
