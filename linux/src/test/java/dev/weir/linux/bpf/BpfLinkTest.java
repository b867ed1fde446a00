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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs on an interface of a namespace of the test's own. */
@Tag("root")
class BpfLinkTest {
    private static final String NAME = "weir-t-" + ProcessHandle.current().pid() + "-xdp";

    private NetworkNamespace namespace;
    private BpfObject object;
    private BpfObject ingress;
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
        ingress = BpfObject.open("ingress", Clang.compile("ingress.bpf.c"));
        ingress.load();
        first = object.program("count_frames");
        second = object.program("use_types");
    }

    @AfterEach
    void remove() {
        first.close();
        second.close();
        object.close();
        ingress.close();
        namespace.delete();
    }

    private BpfLink attach(BpfProgram program, Hook hook) {
        return namespace.run(() -> BpfLink.attach(program, veth, hook));
    }

    /** Two programs of the type that a hook takes. */
    private List<BpfProgram> programs(Hook hook) {
        return switch (hook) {
            case XDP_NATIVE, XDP_GENERIC -> List.of(object.program("count_frames"), object.program("use_types"));
            case TCX_INGRESS -> List.of(ingress.program("count_first"), ingress.program("count_second"));
        };
    }

    @ParameterizedTest
    @EnumSource(Hook.class)
    void programIsReplacedInPlace(Hook hook) {
        List<BpfProgram> programs = programs(hook);
        try (BpfProgram before = programs.getFirst();
                BpfProgram after = programs.getLast();
                BpfLink link = attach(before, hook)) {
            BpfLink.Attachment attached = link.info();
            assertThat(attached.interfaceIndex()).isEqualTo(veth);
            assertThat(attached.programId()).isEqualTo(before.info().id());
            link.replace(after);

            assertThat(link.info().programId()).isEqualTo(after.info().id());
            assertThat(link.info().id()).isEqualTo(attached.id());
        }
    }

    @Test
    void xdpAndTcxStandBesideEachOther() {
        try (BpfProgram segments = ingress.program("count_first");
                BpfLink xdp = attach(first, Hook.XDP_NATIVE);
                BpfLink tcx = attach(segments, Hook.TCX_INGRESS)) {
            assertThat(xdp.info().interfaceIndex()).isEqualTo(veth);
            assertThat(tcx.info().interfaceIndex()).isEqualTo(veth);
        }
    }

    @Test
    void programOfAnotherTypeIsRefused() {
        LinuxException refused = catchThrowableOfType(LinuxException.class, () -> attach(first, Hook.TCX_INGRESS));

        assertThat(refused).hasMessageContaining("attach to tcx ingress on interface " + veth);
        assertThat(refused.errno()).isEqualTo(Errno.EINVAL);
    }

    @Test
    void secondLinkOnAnInterfaceIsRefused() {
        try (BpfLink _ = attach(first, Hook.XDP_NATIVE)) {
            LinuxException busy = catchThrowableOfType(LinuxException.class, () -> attach(second, Hook.XDP_NATIVE));

            assertThat(busy.errno()).isEqualTo(Errno.EBUSY);
            assertThat(busy)
                    .hasMessage("attach to native XDP on interface " + veth + ": EBUSY (Device or resource busy)");
        }
        attach(second, Hook.XDP_NATIVE).close();
    }

    @ParameterizedTest
    @EnumSource(Hook.class)
    void pinnedLinkOutlivesItsDescriptor(Hook hook) throws Exception {
        Path pin = Path.of("/sys/fs/bpf/" + NAME);
        BpfProgram program = programs(hook).getFirst();
        try (BpfLink link = attach(program, hook)) {
            link.pin(pin);
        }
        try (program;
                BpfLink again = BpfLink.openPinned(pin)) {
            assertThat(again.info().programId()).isEqualTo(program.info().id());
            again.detach();
            assertThat(again.info().interfaceIndex()).isZero();
        } finally {
            Files.delete(pin);
        }
    }

    @Test
    void linkOfADeletedInterfaceTellsNone() {
        try (BpfLink link = attach(first, Hook.XDP_NATIVE);
                Rtnetlink netlink = namespace.run(Rtnetlink::open)) {
            netlink.links().delete(veth);

            assertThat(link.info().interfaceIndex()).isZero();
        }
    }

    @Test
    void liveFramesReallyRun() {
        try (BpfLink link = attach(first, Hook.XDP_NATIVE)) {
            assertThat(link.info().interfaceIndex()).isEqualTo(veth);
            TestRun.Result result = namespace.run(() -> second.run(
                    TestRun.of(new byte[64]).receivedOn(veth, 0).repeated(256).live(64)));

            assertThat(result.packet()).isEmpty();
            assertThat(result.nanos()).isPositive();
        }
    }
}
