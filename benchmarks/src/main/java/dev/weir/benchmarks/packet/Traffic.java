package dev.weir.benchmarks.packet;

import dev.weir.linux.Mapping;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Family;
import java.util.List;

/** What the wrapper in {@code measured.h} shares with the bench: what it sends, and which verdicts it saw. */
final class Traffic implements AutoCloseable {
    private static final String SECTION = ".data.traffic";

    /** As the kernel numbers them. */
    private static final List<XdpVerdict> IN_ORDER = List.of(XdpVerdict.values());

    private final Btf btf;
    private final BpfMap map;
    private final Mapping mapping;
    private final RecordLayout layout;
    private final Field verdicts;

    Traffic(BpfObject object) {
        btf = object.btf();
        layout = btf.record("traffic");
        verdicts = layout.field("verdicts");
        map = object.map(SECTION);
        mapping = map.map(Mapping.Access.READ_WRITE);
    }

    /**
     * Begins anew; all verdicts are forgotten.
     *
     * @param next the place in the order of visits to begin with, below {@code flows}
     */
    void begin(Template template, int flows, int next) {
        memory().setBytes(layout.field("frame").offset(), template.bytes());
        set("ipv6", template.family() == Family.IPV6 ? 1 : 0);
        set("sender", btf.constant("FROM_" + template.sender().name()));
        set("flows", flows);
        set("next", next);
        for (XdpVerdict verdict : XdpVerdict.values()) {
            field(verdict).set(memory(), 0);
        }
    }

    /** Whether the frames really go, so that the kernel and not the wrapper puts their length back. */
    void setLive(boolean live) {
        set("live", live ? 1 : 0);
    }

    /** How many packets since {@link #begin} got that verdict. */
    long count(XdpVerdict verdict) {
        return field(verdict).get(memory());
    }

    /** How many frames the sink has seen since the load. */
    long arrived() {
        return layout.field("arrived").get(memory());
    }

    private Field field(XdpVerdict verdict) {
        return verdicts.element(IN_ORDER.indexOf(verdict));
    }

    private void set(String field, long value) {
        layout.field(field).set(memory(), value);
    }

    private Memory memory() {
        return mapping.memory();
    }

    @Override
    public void close() {
        mapping.close();
        map.close();
    }
}
