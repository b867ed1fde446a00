package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfLoadException;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.MapDefinition;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.linux.bpf.TestRun;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Capacity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private static final String TC_OBJECT = "director_tc.bpf.o";
    private static final String NAME = "weir";
    private static final String PROGRAM = "director";
    private static final byte[] ANY_FRAME = new byte[64];

    private final Setting setting;
    private final Btf btf;
    private final boolean adopted;
    private final BpfProgram program;
    private final Map<MapName, BpfMap> maps = new EnumMap<>(MapName.class);
    private @Nullable BpfProgram tcProgram;

    /** What its objects are loaded with. */
    private record Setting(Pins pins, Identity identity, Capacity capacity) {}

    private Installation(Setting setting, BpfObject object, boolean adopted) {
        this.setting = setting;
        this.btf = object.btf();
        this.adopted = adopted;
        this.program = object.program(PROGRAM);
        MapName.all().forEach(name -> maps.put(name, object.map(name.inObject())));
    }

    /**
     * Loads the packet path over the maps that are pinned, or over new ones.
     *
     * @throws DataPlaneException if what is pinned can't be adopted, or the kernel refuses; what ran before still does
     */
    static Installation open(KernelPlaneOptions options) {
        Pins pins = new Pins(options.pinDirectory());
        try (BpfObject object = BpfObject.open(NAME, readObject())) {
            Optional<Identity> running = Identity.pinned(pins, object.btf());
            if (running.isPresent()) {
                requireAdoptable(running.get(), pins, object.btf(), options);
                return load(object, new Setting(pins, running.get(), options.capacity()), true);
            }
            pins.removeAll();
            Identity identity = Identity.of(object.btf(), options.hashSecret());
            return loadNew(object, new Setting(pins, identity, options.capacity()));
        }
    }

    private static Installation loadNew(BpfObject object, Setting setting) {
        try {
            return load(object, setting, false);
        } catch (RuntimeException e) {
            setting.pins.removeAll();
            throw e;
        }
    }

    /** The compiled packet path for XDP, and what the process calls. */
    static byte[] readObject() {
        return read(OBJECT);
    }

    /** The compiled packet path for traffic control. */
    static byte[] readTcObject() {
        return read(TC_OBJECT);
    }

    private static byte[] read(String object) {
        try (InputStream in = Installation.class.getResourceAsStream(object)) {
            return Objects.requireNonNull(in, object + " is not built").readAllBytes();
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

    private static void configure(BpfObject object, Setting setting) {
        Capacity capacity = setting.capacity;
        List<String> present = object.mapNames();
        for (MapName map : MapName.all()) {
            if (present.contains(map.inObject())) {
                configure(object.definition(map.inObject()), map, setting);
            }
        }
        RecordLayout layout = object.btf().section(".rodata");
        Memory constants = object.definition(".rodata").initialValue();
        layout.field("conn_capacity").set(constants, capacity.connections());
        layout.field("conn_index_mask").set(constants, MapName.buckets(capacity) - 1L);
        layout.field("hash_key").setBytes(constants, setting.identity.hashKey());
    }

    private static void configure(MapDefinition definition, MapName map, Setting setting) {
        if (map.entries(setting.capacity) != MapName.AS_COMPILED) {
            definition.setMaxEntries(map.entries(setting.capacity));
        }
        definition.setPinPath(setting.pins.map(map));
    }

    private static Installation load(BpfObject object, Setting setting, boolean adopted) {
        setting.pins.create();
        load(object, setting);
        Installation installation = new Installation(setting, object, adopted);
        setting.identity.writeTo(installation.map(MapName.IDENTITY), installation.btf);
        startClock(object);
        pin(installation.program, setting.pins.program());
        return installation;
    }

    private static void load(BpfObject object, Setting setting) {
        configure(object, setting);
        try {
            object.load();
        } catch (BpfLoadException e) {
            throw KernelRefusedException.atLoad(e);
        }
    }

    private static void pin(BpfProgram program, Path path) {
        Pins.remove(path);
        program.pin(path);
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
            setting.pins.removeAll();
        }
    }

    Pins pins() {
        return setting.pins;
    }

    Btf btf() {
        return btf;
    }

    /** The program for a place at an interface; that for traffic control is loaded when it is first asked for. */
    BpfProgram program(AttachPoint point) {
        return point.isXdp() ? program : tcProgram();
    }

    private BpfProgram tcProgram() {
        BpfProgram loaded = tcProgram;
        if (loaded == null) {
            try (BpfObject object = BpfObject.open(NAME, readTcObject())) {
                load(object, setting);
                loaded = object.program(PROGRAM);
                pin(loaded, setting.pins.tcProgram());
            }
            tcProgram = loaded;
        }
        return loaded;
    }

    /** The programs that are loaded, that for XDP first. */
    List<BpfProgram> programs() {
        return tcProgram == null ? List.of(program) : List.of(program, tcProgram);
    }

    BpfMap map(MapName name) {
        return Objects.requireNonNull(maps.get(name));
    }

    /** Closes the descriptors; what is pinned stays and works on. */
    @Override
    public void close() {
        programs().forEach(BpfProgram::close);
        maps.values().forEach(BpfMap::close);
    }
}
