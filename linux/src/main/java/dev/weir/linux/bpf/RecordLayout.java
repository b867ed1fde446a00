package dev.weir.linux.bpf;

import dev.weir.linux.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * How a struct of the C lies in memory: its size, and its fields by name. Immutable.
 *
 * <p>A field's path is its name in C, such as {@code weight}, {@code hop.mac} or {@code slots[2].tag}; members of
 * anonymous structs and unions are named as if they were the struct's own.
 */
public final class RecordLayout {
    private final String name;
    private final BtfType.Composite type;
    private final Btf btf;

    RecordLayout(String name, BtfType.Composite type, Btf btf) {
        this.name = name;
        this.type = type;
        this.btf = btf;
    }

    public String name() {
        return name;
    }

    /** Its size in bytes, padding included. */
    public long size() {
        return type.size();
    }

    /** Zeroed memory for one record. */
    public Memory allocate() {
        return Memory.allocate(size());
    }

    /** Zeroed memory for records that lie one after the other. */
    public Memory allocate(int count) {
        return Memory.allocate(Math.multiplyExact(size(), count));
    }

    /** A view of the record at {@code index} of those that lie one after the other. */
    public Memory at(Memory records, int index) {
        return records.slice(Math.multiplyExact(size(), index), size());
    }

    /**
     * Finds a field; done once, and kept.
     *
     * @throws BtfException if there is none of that path
     */
    public Field field(String path) {
        return new FieldFinder(this, type, btf, path).find();
    }

    /** The names of its fields, in the order of the C; those of a nested struct are not among them. */
    public List<String> fieldNames() {
        List<String> names = new ArrayList<>();
        addNames(type, names);
        return names;
    }

    private void addNames(BtfType.Composite composite, List<String> names) {
        for (BtfType.Member member : composite.members()) {
            String memberName = btf.memberName(composite, member);
            if (!memberName.isEmpty()) {
                names.add(memberName);
            } else if (btf.target(member.type()) instanceof BtfType.Composite anonymous) {
                addNames(anonymous, names);
            }
        }
    }

    @Override
    public String toString() {
        return "struct " + name + " of " + size() + " bytes";
    }
}
