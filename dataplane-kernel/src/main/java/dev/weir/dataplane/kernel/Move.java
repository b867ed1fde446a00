package dev.weir.dataplane.kernel;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.netlink.Link;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of the packet path at one interface from where it stands to where it is to be; used once.
 *
 * <p>The new place is taken before the old one is left. Meanwhile XDP comes first and forwards what is a service's;
 * what it passes, traffic control would pass as well: both go by the same maps. So no packet is missed, and none is
 * treated twice. A driver runs either kind of XDP at a time, so from one to the other the way leads by traffic control.
 */
final class Move {
    private static final Logger LOG = LoggerFactory.getLogger(Move.class);

    /** Errors by which another place would not fare better. */
    private static final Set<Errno> FINAL = Set.of(Errno.EPERM, Errno.EACCES, Errno.ENODEV, Errno.ENOMEM);

    private static final Set<Errno> TAKEN = Set.of(Errno.EBUSY, Errno.EEXIST);

    private final Installation installation;
    private final Link at;
    private final Set<AttachPoint> standing;

    /** @param standing where the packet path stands at this interface; changed as it moves */
    Move(Installation installation, Link at, Set<AttachPoint> standing) {
        this.installation = installation;
        this.at = at;
        this.standing = standing;
    }

    /**
     * Goes to the first place of a choice that takes it, and leaves the others.
     *
     * @throws KernelRefusedException if none takes it; where it stood, or on the way, it stands still
     */
    Attachment to(AttachChoice choice) {
        String reason = choice.reason();
        for (AttachPoint point : choice.points()) {
            try {
                return settle(point, reason);
            } catch (LinuxException e) {
                if (FINAL.contains(e.errno()) || point == choice.points().getLast()) {
                    throw refused(point, e);
                }
                reason = point == AttachPoint.TCX ? reason + "; this kernel has no tcx" : otherwise(e);
            }
        }
        throw new IllegalArgumentException("a choice of no place");
    }

    private Attachment settle(AttachPoint point, String reason) {
        InterfaceReadiness.prepare(at.name(), point);
        if (!standing.contains(point)) {
            attach(point);
            LOG.info("{}: attached by {}: {}", at.name(), point.word(), reason);
        }
        leaveAllBut(point);
        return new Attachment(at.name(), at.index(), point, reason);
    }

    private void attach(AttachPoint point) {
        if (point.isXdp() && standing.stream().anyMatch(AttachPoint::isXdp)) {
            attachToTrafficControl();
            List.copyOf(standing).stream().filter(AttachPoint::isXdp).forEach(this::leave);
        }
        point.fastening()
                .attach(
                        installation.program(point),
                        at,
                        installation.pins().link(point, at.name()).path());
        standing.add(point);
    }

    private void attachToTrafficControl() {
        if (standing.stream().anyMatch(AttachPoint.TRAFFIC_CONTROL::contains)) {
            return;
        }
        try {
            attach(AttachPoint.TCX);
        } catch (LinuxException e) {
            attach(AttachPoint.CLSACT);
        }
    }

    private void leaveAllBut(AttachPoint point) {
        List.copyOf(standing).stream().filter(other -> other != point).forEach(this::leave);
    }

    private void leave(AttachPoint point) {
        installation.pins().link(point, at.name()).detach();
        standing.remove(point);
    }

    private static String otherwise(LinuxException refusal) {
        return TAKEN.contains(refusal.errno())
                ? "another XDP program runs in its driver, before it"
                : "its driver can't run XDP (" + refusal.errno() + ")";
    }

    private KernelRefusedException refused(AttachPoint point, LinuxException cause) {
        return new KernelRefusedException(
                "can't attach to interface " + at.name() + ": " + cause.getMessage() + mend(point, cause), cause);
    }

    private String mend(AttachPoint point, LinuxException cause) {
        if (!point.isXdp() || FINAL.contains(cause.errno())) {
            return "";
        }
        return TAKEN.contains(cause.errno())
                ? "; it has another XDP program. `bpftool net show dev " + at.name() + "` tells which; take it off by"
                        + " `ip link set dev " + at.name() + " xdp off`, or by ending who holds its bpf_link;"
                        + " or run behind it with `attach: tc`"
                : "; its driver can't run XDP so: choose `attach: auto` or `attach: tc` for it in the cluster file";
    }
}
