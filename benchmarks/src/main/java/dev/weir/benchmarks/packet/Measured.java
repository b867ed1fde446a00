package dev.weir.benchmarks.packet;

import dev.weir.benchmarks.packet.SubjectName.Phase;
import dev.weir.model.Family;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link Group} came to.
 *
 * @param flows how many flows the packets belonged to
 */
record Measured(Phase phase, int flows, Samples samples) {
    SubjectName name(String program, Family family) {
        return new SubjectName(program, phase, family);
    }

    /** How many times as much a program costs as another, on the same packets. */
    double ratio(String program, String to, Family family) {
        return samples.ratio(name(program, family), name(to, family));
    }

    /** How many times as much a program costs on IPv6 as on IPv4. */
    double ipv6ToIpv4(String program) {
        return samples.ratio(name(program, Family.IPV6), name(program, Family.IPV4));
    }

    /** What the same program costs when it is measured twice, as a ratio: the noise. */
    double again() {
        return ratio(SubjectName.TUNNELLING + SubjectName.AGAIN, SubjectName.TUNNELLING, Family.IPV4);
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (SubjectName name : samples.names()) {
            rows.add(row(name));
        }
        return rows;
    }

    private Row row(SubjectName name) {
        return new Row(
                phase.text(),
                flows,
                name.program(),
                SubjectName.text(name.family()),
                samples.netNanos(name),
                ratio(name, name.of(SubjectName.FLOOR)),
                ratio(name, name.of(SubjectName.TUNNELLING)),
                ratio(name, name.in(Family.IPV4)));
    }

    private @Nullable Double ratio(SubjectName name, SubjectName to) {
        double ratio = samples.ratio(name, to);
        return Double.isFinite(ratio) ? ratio : null;
    }

    /**
     * One program's figures.
     *
     * @param nanos what a packet costs beyond the empty program, in nanoseconds; of the empty one, all that it costs
     * @param toFloor the same as a multiple of the floor's, of the same phase, family and number of flows; null, as are
     *     the two below, where both are too near to nothing
     * @param toTunnelling as a multiple of tunnelling's
     * @param toIpv4 as a multiple of what the same program costs on IPv4
     */
    record Row(
            String phase,
            int flows,
            String program,
            String family,
            double nanos,
            @Nullable Double toFloor,
            @Nullable Double toTunnelling,
            @Nullable Double toIpv4) {}
}
