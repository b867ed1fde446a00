package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfLoadException;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Capacity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packet path as it is loaded: its program, its maps, and their pins. Owned by the director's thread.
 *
 * <p>Made anew, or with the maps that an earlier director left, under a program that may be newer than theirs.
 */
final class Installation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);
    private static final String OBJECT = "director.bpf.o";
    private static final byte[] ANY_FRAME = new byte[64];

    private final Pins pins;
    private final Btf btf;
    private final boolean adopted;
    private final BpfProgram program;
    private final Map<MapName, BpfMap> maps = new EnumMap<>(MapName.class);

    private Installation(Pins pins, BpfObject object, boolean adopted) {
        this.pins = pins;
        this.btf = object.btf();
        this.adopted = adopted;
        this.program = object.program("director");
        MapName.all().forEach(name -> maps.put(name, object.map(name.inObject())));
    }

    /**
     * Loads the packet path over the maps that are pinned, or over new ones.
     *
     * @throws DataPlaneException if what is pinned can't be adopted, or the kernel refuses; what ran before still does
     */
    static Installation open(KernelPlaneOptions options) {
        Pins pins = new Pins(options.pinDirectory());
        try (BpfObject object = BpfObject.open("weir", readObject())) {
            Optional<Identity> running = Identity.pinned(pins, object.btf());
            if (running.isPresent()) {
                requireAdoptable(running.get(), pins, object.btf(), options);
                return load(object, running.get(), pins, options.capacity(), true);
            }
            pins.removeAll();
            return loadNew(object, pins, options);
        }
    }

    private static Installation loadNew(BpfObject object, Pins pins, KernelPlaneOptions options) {
        try {
            return load(object, Identity.of(object.btf(), options.hashSecret()), pins, options.capacity(), false);
        } catch (RuntimeException e) {
            pins.removeAll();
            throw e;
        }
    }

    /** The compiled packet path. */
    static byte[] readObject() {
        try (InputStream in = Installation.class.getResourceAsStream(OBJECT)) {
            return Objects.requireNonNull(in, OBJECT + " is not built").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireAdoptable(Identity running, Pins pins, Btf btf, KernelPlaneOptions options) {
        if (!running.hasLayoutsOf(btf)) {
            throw mustBeDetached("another release of Weir laid its tables out otherwise");
        }
        MapName.all().forEach(map -> requireSize(map, pins, options.capacity()));
        if (!running.hasKeyOf(options.hashSecret())) {
            LOG.warn(
                    "the packet path that runs hashes by another secret than {} has now; it keeps its own until"
                            + " `weir director --detach`",
                    options.pinDirectory());
        }
    }

    private static void requireSize(MapName name, Pins pins, Capacity capacity) {
        int wanted = name.entries(capacity);
        if (wanted == MapName.AS_COMPILED || !Files.exists(pins.map(name))) {
            return;
        }
        try (BpfMap map = BpfMap.openPinned(pins.map(name))) {
            int has = map.info().maxEntries();
            if (has != wanted) {
                throw mustBeDetached("its map " + name.pin() + " has " + has + " entries, where the configured"
                        + " capacity asks for " + wanted);
            }
        }
    }

    private static DataPlaneException mustBeDetached(String why) {
        return new DataPlaneException("the packet path that runs can't be adopted: " + why
                + ". It goes on as it is. To start anew run `weir director --detach` first: all connections end.");
    }

    private static void configure(BpfObject object, Identity identity, Pins pins, Capacity capacity) {
        for (MapName map : MapName.all()) {
            if (map.entries(capacity) != MapName.AS_COMPILED) {
                object.definition(map.inObject()).setMaxEntries(map.entries(capacity));
            }
            object.definition(map.inObject()).setPinPath(pins.map(map));
        }
        RecordLayout layout = object.btf().section(".rodata");
        Memory constants = object.definition(".rodata").initialValue();
        layout.field("conn_capacity").set(constants, capacity.connections());
        layout.field("conn_index_mask").set(constants, MapName.buckets(capacity) - 1L);
        layout.field("hash_key").setBytes(constants, identity.hashKey());
    }

    private static Installation load(
            BpfObject object, Identity identity, Pins pins, Capacity capacity, boolean adopted) {
        pins.create();
        configure(object, identity, pins, capacity);
        try {
            object.load();
        } catch (BpfLoadException e) {
            throw KernelRefusedException.atLoad(e);
        }
        Installation installation = new Installation(pins, object, adopted);
        identity.writeTo(installation.map(MapName.IDENTITY), installation.btf);
        startClock(object);
        installation.pinProgram();
        return installation;
    }

    private void pinProgram() {
        Pins.remove(pins.program());
        program.pin(pins.program());
    }

    /** Starts the clock of the packet path, or hands it over to this program. */
    private static void startClock(BpfObject object) {
        XdpVerdict verdict =
                object.program("start_clock").run(TestRun.of(ANY_FRAME)).xdpVerdict();
        if (verdict != XdpVerdict.PASS) {
            throw new DataPlaneException("the packet path's clock does not start; the kernel's BPF timers fail");
        }
    }

    /** Takes it away if no earlier director had left it: a start that fails leaves nothing. */
    void discardIfNew() {
        if (!adopted) {
            pins.removeAll();
        }
    }

    Pins pins() {
        return pins;
    }

    Btf btf() {
        return btf;
    }

    /** The program for the interfaces. */
    BpfProgram program() {
        return program;
    }

    BpfMap map(MapName name) {
        return Objects.requireNonNull(maps.get(name));
    }

    /** Closes the descriptors; what is pinned stays and works on. */
    @Override
    public void close() {
        program.close();
        maps.values().forEach(BpfMap::close);
    }
}
