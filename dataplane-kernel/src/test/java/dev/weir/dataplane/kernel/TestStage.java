package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.Hook;
import dev.weir.linux.namespace.NetworkNamespace;
import dev.weir.linux.netlink.Link;
import dev.weir.linux.netlink.Rtnetlink;
import dev.weir.linux.netlink.VethEnd;
import dev.weir.model.AttachMode;
import dev.weir.model.AttachModes;
import dev.weir.model.Capacity;
import dev.weir.model.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where a data plane is loaded for a test: a network namespace with two veth pairs, {@code eth0} and {@code eth1.7} their
 * near ends, a pin directory, and a clock that stands still. All of it goes when the stage is closed.
 */
final class TestStage implements AutoCloseable {
    static final Capacity CAPACITY = new Capacity(64, 1_024, 4_096, 131_072);
    static final List<String> INTERFACES = List.of("eth0", "eth1.7");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final NetworkNamespace namespace;
    private final Path pinDirectory;
    private final AtomicLong nanoTime = new AtomicLong();

    private TestStage(String name) {
        namespace = NetworkNamespace.create(name);
        pinDirectory = Path.of("/sys/fs/bpf", name);
        INTERFACES.forEach(this::createInterface);
    }

    static TestStage set() {
        return new TestStage("weir-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    }

    Path pinDirectory() {
        return pinDirectory;
    }

    Pins pins() {
        return new Pins(pinDirectory);
    }

    KernelPlaneOptions options() {
        return options(CAPACITY, INTERFACES);
    }

    KernelPlaneOptions options(Capacity capacity, List<String> interfaces) {
        return new KernelPlaneOptions(pinDirectory, interfaces, capacity, Timeouts.DEFAULT, new byte[16]);
    }

    KernelPlaneOptions options(AttachMode mode, String... interfaces) {
        return new KernelPlaneOptions(
                pinDirectory,
                List.of(interfaces),
                AttachModes.all(mode),
                CAPACITY,
                Timeouts.DEFAULT,
                new byte[KernelPlaneOptions.SECRET_LENGTH]);
    }

    KernelDataPlane open() {
        return open(options());
    }

    KernelDataPlane open(KernelPlaneOptions options) {
        return namespace.run(() -> KernelDataPlane.open(options, nanoTime::get));
    }

    /** The packet path loaded over the maps that are pinned, and attached nowhere. */
    Installation installation() {
        return namespace.run(() -> Installation.open(options()));
    }

    /** Runs something in the stage's network namespace. */
    void run(Runnable work) {
        namespace.run(() -> {
            work.run();
            return true;
        });
    }

    void advanceClock(Duration by) {
        nanoTime.addAndGet(by.toNanos());
    }

    /** Makes an interface, with a peer of its name and a {@code p}. */
    Link createInterface(String name) {
        return namespace.run(() -> {
            try (Rtnetlink netlink = Rtnetlink.open()) {
                netlink.links().createVeth(VethEnd.named(name), VethEnd.named(name + "p"));
                return netlink.links().named(name).orElseThrow();
            }
        });
    }

    /** Makes a bridge, whose driver knows no XDP. */
    Link createBridge(String name) {
        return namespace.run(() -> {
            try (Rtnetlink netlink = Rtnetlink.open()) {
                return netlink.links().createBridge(name);
            }
        });
    }

    /** Another's XDP program at an interface. */
    record Rival(BpfObject object, BpfLink link) implements AutoCloseable {
        @Override
        public void close() {
            link.close();
            object.close();
        }
    }

    /** Makes an interface that has another's XDP program. */
    Rival attachRival(String name) {
        Link at = createInterface(name);
        BpfObject object = BpfObject.open("rival", Installation.readObject());
        MapName.all().stream()
                .filter(map -> map.entries(CAPACITY) != MapName.AS_COMPILED)
                .forEach(map -> object.definition(map.inObject()).setMaxEntries(1));
        object.load();
        return namespace.run(
                () -> new Rival(object, BpfLink.attach(object.program("director"), at.index(), Hook.XDP_NATIVE)));
    }

    void deleteInterface(String name) {
        run(() -> {
            try (Rtnetlink netlink = Rtnetlink.open()) {
                netlink.links().delete(netlink.links().named(name).orElseThrow().index());
            }
        });
    }

    @Override
    public void close() {
        KernelDataPlane.detach(pinDirectory);
        namespace.delete();
    }
}
