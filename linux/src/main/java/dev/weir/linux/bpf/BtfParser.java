package dev.weir.linux.bpf;

import dev.weir.linux.bpf.BtfType.Composite.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Reads the BPF Type Format, as the kernel's Documentation/bpf/btf.rst tells it; used once.
 *
 * <pre>
 *  header: u16 magic, u8 version, u8 flags, u32 hdr_len, u32 type_off, u32 type_len, u32 str_off, u32 str_len
 *  type:   u32 name_off, u32 info (bits 0-15 vlen, 24-28 kind, 31 kind_flag), u32 size or type, then by kind
 * </pre>
 *
 * <p>Every offset and count is checked against the bytes that there are: wrong bytes throw {@link BtfException}.
 */
final class BtfParser {
    private static final int MAGIC = 0xeb9f;
    private static final int HEADER_LENGTH = 24;

    private final ByteBuffer types;
    private final byte[] strings;
    private final List<BtfType> parsed = new ArrayList<>();

    private BtfParser(ByteBuffer types, byte[] strings) {
        this.types = types;
        this.strings = strings;
    }

    /** The types in the order of their numbers; number 0 is void. */
    static List<BtfType> parse(byte[] raw) {
        try {
            return of(raw).types();
        } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new BtfException("the BTF ends too early, or refers to what lies outside it");
        }
    }

    private static BtfParser of(byte[] raw) {
        ByteBuffer header = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
        int magic = Short.toUnsignedInt(header.getShort());
        if (magic != MAGIC) {
            throw new BtfException(
                    "this is no BTF of this machine's byte order: it begins with 0x" + Integer.toHexString(magic));
        }
        int length = header.getInt(4);
        if (length < HEADER_LENGTH) {
            throw new BtfException("a BTF header has at least 24 bytes, not " + length);
        }
        ByteBuffer types = section(header, length, header.getInt(8), header.getInt(12));
        ByteBuffer text = section(header, length, header.getInt(16), header.getInt(20));
        byte[] strings = new byte[text.remaining()];
        text.get(strings);
        return new BtfParser(types, strings);
    }

    private static ByteBuffer section(ByteBuffer raw, int base, int offset, int length) {
        if (offset < 0) {
            throw new IndexOutOfBoundsException();
        }
        return raw.slice(Math.addExact(base, offset), length).order(ByteOrder.nativeOrder());
    }

    private List<BtfType> types() {
        parsed.add(new BtfType.Sizeless("void"));
        while (types.hasRemaining()) {
            parsed.add(type());
        }
        return parsed;
    }

    private BtfType type() {
        String name = string(types.getInt());
        int info = types.getInt();
        int sizeOrType = types.getInt();
        int count = info & 0xffff;
        boolean flag = info < 0;
        int kind = (info >>> 24) & 0x1f;
        return switch (kind) {
            case 1 -> integer(name, sizeOrType);
            case 2 -> new BtfType.Pointer(name);
            case 3 -> array(name);
            case 4 -> new BtfType.Composite(name, Kind.STRUCT, unsigned(sizeOrType), members(count, flag));
            case 5 -> new BtfType.Composite(name, Kind.UNION, unsigned(sizeOrType), members(count, flag));
            case 6 -> new BtfType.Enumeration(name, unsigned(sizeOrType), flag, enumerators(count, flag));
            case 7, 12 -> new BtfType.Sizeless(name);
            case 8, 9, 10, 11, 18 -> new BtfType.Alias(name, sizeOrType);
            case 13 -> skip(name, 8 * count);
            case 14 -> variable(name, sizeOrType);
            case 15 -> new BtfType.Composite(name, Kind.SECTION, unsigned(sizeOrType), variables(count));
            case 16 -> new BtfType.Scalar(name, unsigned(sizeOrType), Field.Content.OPAQUE);
            case 17 -> skip(name, 4);
            case 19 -> new BtfType.Enumeration(name, unsigned(sizeOrType), flag, longEnumerators(count));
            default -> throw new BtfException("type " + parsed.size() + " is of kind " + kind + ", which is unknown");
        };
    }

    private BtfType integer(String name, int size) {
        int encoding = types.getInt();
        boolean signed = ((encoding >>> 24) & 1) != 0;
        return new BtfType.Scalar(name, unsigned(size), signed ? Field.Content.SIGNED : Field.Content.UNSIGNED);
    }

    private BtfType array(String name) {
        int element = types.getInt();
        types.getInt();
        return new BtfType.Array(name, element, unsigned(types.getInt()));
    }

    private BtfType variable(String name, int type) {
        types.getInt();
        return new BtfType.Alias(name, type);
    }

    private BtfType skip(String name, int bytes) {
        types.position(checkedPosition(bytes));
        return new BtfType.Sizeless(name);
    }

    private int checkedPosition(int bytes) {
        if (bytes > types.remaining()) {
            throw new BufferUnderflowException();
        }
        return types.position() + bytes;
    }

    /** With the flag, the upper 8 bits of an offset are the width of a bit field, 0 for a plain member. */
    private List<BtfType.Member> members(int count, boolean flag) {
        List<BtfType.Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = string(types.getInt());
            int type = types.getInt();
            int offset = types.getInt();
            long bits = flag ? offset & 0xff_ffff : unsigned(offset);
            boolean bitField = (flag && offset >>> 24 != 0) || bits % 8 != 0;
            members.add(new BtfType.Member(name, type, bits / 8, bitField));
        }
        return members;
    }

    /** The variables of a section; each is named by its type, a variable that came before or comes after. */
    private List<BtfType.Member> variables(int count) {
        List<BtfType.Member> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int type = types.getInt();
            long offset = unsigned(types.getInt());
            types.getInt();
            variables.add(new BtfType.Member("", type, offset, false));
        }
        return variables;
    }

    private SequencedMap<String, Long> enumerators(int count, boolean signed) {
        SequencedMap<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = string(types.getInt());
            int value = types.getInt();
            values.put(name, signed ? value : unsigned(value));
        }
        return values;
    }

    private SequencedMap<String, Long> longEnumerators(int count) {
        SequencedMap<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = string(types.getInt());
            long low = unsigned(types.getInt());
            values.put(name, low | ((long) types.getInt() << 32));
        }
        return values;
    }

    private String string(int offset) {
        int end = offset;
        while (strings[end] != 0) {
            end++;
        }
        return new String(strings, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
