package dev.weir.linux.bpf;

import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * The types of a BPF object, as its compiler described them: the one source of layouts, so that no offset is ever
 * typed in Java. Immutable.
 *
 * <pre>{@code
 * RecordLayout server = btf.record("server");
 * Field weight = server.field("weight");
 * Memory memory = server.allocate();
 * weight.set(memory, 5);
 * }</pre>
 */
public final class Btf {
    private static final int DEEPEST = 64;

    private final List<BtfType> types;

    private Btf(List<BtfType> types) {
        this.types = types;
    }

    /**
     * Reads the contents of a {@code .BTF} section.
     *
     * @throws BtfException if they are no BTF, or end too early
     */
    public static Btf parse(byte[] raw) {
        return new Btf(BtfParser.parse(raw));
    }

    /**
     * The layout of a struct or union.
     *
     * @param name its tag, or that of a typedef of it
     * @throws BtfException if there is none of that name
     */
    public RecordLayout record(String name) {
        for (int i = 1; i < types.size(); i++) {
            if (types.get(i).name().equals(name) && target(i) instanceof BtfType.Composite found) {
                return new RecordLayout(name, found, this);
            }
        }
        throw new BtfException("the BTF has no struct '" + name + "'; it has " + names(BtfType.Composite.class));
    }

    /** The layout of a section, such as {@code .rodata}: its fields are the object's variables. */
    public RecordLayout section(String name) {
        return record(name);
    }

    /**
     * The names and values of an enum, in its order.
     *
     * @throws BtfException if there is none of that name; one that the C never uses is not described
     */
    public SequencedMap<String, Long> enumeration(String name) {
        for (BtfType type : types) {
            if (type instanceof BtfType.Enumeration found && found.name().equals(name)) {
                return Collections.unmodifiableSequencedMap(found.values());
            }
        }
        throw new BtfException("the BTF has no enum '" + name + "'; it has " + names(BtfType.Enumeration.class));
    }

    /**
     * The value of a constant of any enum, be it anonymous.
     *
     * @throws BtfException if there is none of that name
     */
    public long constant(String name) {
        for (BtfType type : types) {
            if (type instanceof BtfType.Enumeration found && found.values().containsKey(name)) {
                return found.values().get(name);
            }
        }
        throw new BtfException("the BTF has no enum with a constant '" + name + "'");
    }

    private String names(Class<? extends BtfType> kind) {
        return types.stream()
                .filter(kind::isInstance)
                .map(BtfType::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** The type of a number as it was written, be it an alias. */
    BtfType type(int id) {
        if (id < 0 || id >= types.size()) {
            throw new BtfException("the BTF refers to type " + id + " of " + types.size());
        }
        return types.get(id);
    }

    /** The type of a number, behind its typedefs and qualifiers. */
    BtfType target(int id) {
        BtfType type = type(id);
        for (int depth = 0; type instanceof BtfType.Alias alias; depth++) {
            if (depth == DEEPEST) {
                throw new BtfException("type " + id + " of the BTF is defined by itself");
            }
            type = type(alias.target());
        }
        return type;
    }

    /** The name of a member; a section names its variables by their types. */
    String memberName(BtfType.Composite composite, BtfType.Member member) {
        return composite.kind() == BtfType.Composite.Kind.SECTION
                ? type(member.type()).name()
                : member.name();
    }

    /** The size of a type in bytes. */
    long size(int id) {
        return size(id, 0);
    }

    private long size(int id, int depth) {
        if (depth == DEEPEST) {
            throw new BtfException("type " + id + " of the BTF contains itself");
        }
        return switch (target(id)) {
            case BtfType.Scalar scalar -> scalar.size();
            case BtfType.Pointer _ -> BtfType.Pointer.SIZE;
            case BtfType.Composite composite -> composite.size();
            case BtfType.Enumeration enumeration -> enumeration.size();
            case BtfType.Array array -> arraySize(id, array, depth);
            case BtfType.Alias alias -> throw new IllegalStateException("not resolved: " + alias);
            case BtfType.Sizeless sizeless -> throw new BtfException("'" + sizeless.name() + "' has no size");
        };
    }

    private long arraySize(int id, BtfType.Array array, int depth) {
        try {
            return Math.multiplyExact(array.count(), size(array.element(), depth + 1));
        } catch (ArithmeticException e) {
            throw new BtfException("array type " + id + " of the BTF is too large");
        }
    }
}
