package dev.weir.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Clang;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Filters of the right end of a cable, and what comes through it from the left. */
@Tag("root")
class IngressFiltersTest {
    private static final int CLOSED_PORT = 9;

    private Lab lab;
    private Rtnetlink netlink;
    private BpfObject object;
    private BpfProgram first;
    private BpfProgram second;
    private BpfMap passed;
    private int eth0;

    @BeforeEach
    void create() {
        lab = Lab.create("tc");
        netlink = lab.right.run(Rtnetlink::open);
        eth0 = netlink.links().named("eth0").orElseThrow().index();
        object = BpfObject.open("ingress", Clang.compile("ingress.bpf.c"));
        object.load();
        first = object.program("count_first");
        second = object.program("count_second");
        passed = object.map("passed");
    }

    @AfterEach
    void remove() {
        passed.close();
        first.close();
        second.close();
        object.close();
        netlink.close();
        lab.close();
    }

    private IngressFilters filters() {
        return netlink.ingressFilters();
    }

    private int passed(int program) {
        Memory count = Memory.allocate(Integer.BYTES);
        passed.lookup(program, count);
        return count.getInt(0);
    }

    /** Sends to a port that nobody has; returns with the refusal, so the datagram has passed. */
    private void sendFromTheLeft() {
        lab.left.run(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                byte[] right = Lab.RIGHT_IPV4.bytes();
                socket.connect(new InetSocketAddress(Inet4Address.getByAddress(right), CLOSED_PORT));
                socket.setSoTimeout(5_000);
                socket.send(new DatagramPacket(new byte[1], 1));
                assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[1], 1)))
                        .isInstanceOf(PortUnreachableException.class);
                return true;
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void filterRunsOnWhatComesIn() {
        filters().put(eth0, first, "weir");
        sendFromTheLeft();

        assertThat(passed(0)).isPositive();
        assertThat(filters().find(eth0))
                .contains(new IngressFilter(
                        eth0,
                        IngressFilters.PRIORITY,
                        IngressFilters.HANDLE,
                        "weir",
                        first.info().id()));
    }

    @Test
    void secondPutReplacesTheProgram() {
        filters().put(eth0, first, "weir");
        filters().put(eth0, second, "weir");
        sendFromTheLeft();

        assertThat(filters().list(eth0))
                .extracting(IngressFilter::programId)
                .containsExactly(second.info().id());
        assertThat(passed(0)).isZero();
        assertThat(passed(1)).isPositive();
    }

    @Test
    void filterOutlivesWhoPutIt() {
        try (Rtnetlink other = lab.right.run(Rtnetlink::open)) {
            other.ingressFilters().put(eth0, first, "weir");
        }
        assertThat(filters().find(eth0)).isPresent();
    }

    @Test
    void removalLeavesNothing() {
        filters().put(eth0, first, "weir");
        filters().remove(eth0);
        sendFromTheLeft();

        assertThat(filters().list(eth0)).isEmpty();
        assertThat(passed(0)).isZero();
        filters().remove(eth0);
    }

    @Test
    void nothingIsThereOnAnInterfaceThatIsNot() {
        assertThat(filters().find(4711)).isEmpty();
        filters().remove(4711);

        LinuxException gone =
                catchThrowableOfType(LinuxException.class, () -> filters().put(4711, first, "weir"));
        assertThat(gone.errno()).isEqualTo(Errno.ENODEV);
    }
}
