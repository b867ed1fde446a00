package dev.weir.dataplane.kernel;

import dev.weir.dataplane.kernel.ServicesTable.Standing;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.model.ServiceKey;
import java.util.List;
import java.util.function.Function;

/** Reads and writes what stands in a stage's maps, beside the plane that has them. */
final class MapReader {
    private final TestStage stage;

    MapReader(TestStage stage) {
        this.stage = stage;
    }

    /** Every key of a service, with its record. */
    List<Standing> keys() {
        return withServices(ServicesTable::readAll);
    }

    /** The records of the service that is known by a key, which are all the same. */
    ServiceEntry entry(ServiceKey service) {
        List<Standing> all = keys();
        int index = all.stream()
                .filter(one -> one.isPrimary() && one.match().key().equals(service))
                .mapToInt(one -> one.entry().index())
                .findFirst()
                .orElseThrow();
        List<ServiceEntry> entries = all.stream()
                .map(Standing::entry)
                .filter(entry -> entry.index() == index)
                .distinct()
                .toList();
        if (entries.size() != 1) {
            throw new AssertionError("the records of " + service + " differ: " + entries);
        }
        return entries.getFirst();
    }

    /** Does something with the maps that services are found in. */
    <T> T withServices(Function<ServicesTable, T> use) {
        try (BpfObject object = BpfObject.open("weir", Installation.readObject());
                BpfMap services = BpfMap.openPinned(stage.pins().map(MapName.SERVICES));
                BpfMap ranges = BpfMap.openPinned(stage.pins().map(MapName.SERVICE_RANGES))) {
            return use.apply(new ServicesTable(services, ranges, object.btf(), new Numbers(object.btf())));
        }
    }

    /** A number in a record of an array. */
    long number(MapName map, String record, int place, String field) {
        try (BpfObject object = BpfObject.open("weir", Installation.readObject())) {
            Memory element = Memory.ofBytes(Traffic.element(stage, map, place));
            return object.btf().record(record).field(field).get(element);
        }
    }

    /** An element of an array of numbers. */
    int number(MapName map, int place) {
        return Memory.ofBytes(Traffic.element(stage, map, place)).getInt(0);
    }

    /** A number that the packet path names. */
    long constant(String name) {
        try (BpfObject object = BpfObject.open("weir", Installation.readObject())) {
            return object.btf().constant(name);
        }
    }

    /** Sets a number in a record of an array. */
    void setNumber(MapName map, String record, int place, String field, long value) {
        try (BpfObject object = BpfObject.open("weir", Installation.readObject());
                BpfMap array = BpfMap.openPinned(stage.pins().map(map))) {
            Memory element = Memory.ofBytes(Traffic.element(stage, map, place));
            object.btf().record(record).field(field).set(element, value);
            array.update(place, element);
        }
    }

    /** Whether that is among what services ask for. */
    boolean hasFeature(String constant) {
        return (number(MapName.RUNTIME, "runtime", 0, "features") & constant(constant)) != 0;
    }
}
