package dev.weir.linux.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weir.linux.Errno;
import dev.weir.linux.LinuxException;
import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.linux.netlink.VethEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs on an interface of a namespace of the test's own. */
@Tag("root")
class XdpLinkTest {
    private static final String NAME = "weir-t-" + ProcessHandle.current().pid() + "-xdp";

    private NetworkNamespace namespace;
    private BpfObject object;
    private BpfProgram first;
    private BpfProgram second;
    private int veth;

    @BeforeEach
    void create() {
        namespace = NetworkNamespace.create(NAME);
        try (Rtnetlink netlink = namespace.run(Rtnetlink::open)) {
            netlink.links().createVeth(VethEnd.named("one"), VethEnd.named("two"));
            veth = netlink.links().named("one").orElseThrow().index();
        }
        object = BpfObject.open("sample", Clang.compile("sample.bpf.c"));
        object.load();
        first = object.program("count_frames");
        second = object.program("use_types");
    }

    @AfterEach
    void remove() {
        first.close();
        second.close();
        object.close();
        namespace.delete();
    }

    private XdpLink attach(BpfProgram program, XdpMode mode) {
        return namespace.run(() -> XdpLink.attach(program, veth, mode));
    }

    @Test
    void linkTellsWhatRunsWhere() {
        for (XdpMode mode : XdpMode.values()) {
            try (XdpLink link = attach(first, mode)) {
                assertThat(link.info().interfaceIndex()).isEqualTo(veth);
                assertThat(link.info().programId()).isEqualTo(first.info().id());
            }
        }
    }

    @Test
    void programIsReplacedInPlace() {
        try (XdpLink link = attach(first, XdpMode.NATIVE)) {
            int id = link.info().id();
            link.replace(second);

            assertThat(link.info().programId()).isEqualTo(second.info().id());
            assertThat(link.info().id()).isEqualTo(id);
        }
    }

    @Test
    void secondLinkOnAnInterfaceIsRefused() {
        try (XdpLink _ = attach(first, XdpMode.NATIVE)) {
            LinuxException busy = catchThrowableOfType(LinuxException.class, () -> attach(second, XdpMode.NATIVE));

            assertThat(busy.errno()).isEqualTo(Errno.EBUSY);
            assertThat(busy).hasMessage("attach NATIVE XDP on interface " + veth + ": EBUSY (Device or resource busy)");
        }
        attach(second, XdpMode.NATIVE).close();
    }

    @Test
    void pinnedLinkOutlivesItsDescriptor() throws Exception {
        Path pin = Path.of("/sys/fs/bpf/" + NAME);
        try (XdpLink link = attach(first, XdpMode.NATIVE)) {
            link.pin(pin);
        }
        try (XdpLink again = XdpLink.openPinned(pin)) {
            assertThat(again.info().programId()).isEqualTo(first.info().id());
            again.detach();
            assertThat(again.info().interfaceIndex()).isZero();
        } finally {
            Files.delete(pin);
        }
    }

    @Test
    void linkOfADeletedInterfaceTellsNone() {
        try (XdpLink link = attach(first, XdpMode.NATIVE);
                Rtnetlink netlink = namespace.run(Rtnetlink::open)) {
            netlink.links().delete(veth);

            assertThat(link.info().interfaceIndex()).isZero();
        }
    }

    @Test
    void liveFramesReallyRun() {
        try (XdpLink link = attach(first, XdpMode.NATIVE)) {
            assertThat(link.info().interfaceIndex()).isEqualTo(veth);
            TestRun.Result result = namespace.run(() -> second.run(
                    TestRun.of(new byte[64]).receivedOn(veth, 0).repeated(256).live(64)));

            assertThat(result.packet()).isEmpty();
            assertThat(result.nanos()).isPositive();
        }
    }
}
