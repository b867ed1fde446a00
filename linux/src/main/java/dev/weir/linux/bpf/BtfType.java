package dev.weir.linux.bpf;

import java.util.List;
import java.util.SequencedMap;

/** A type of C as BTF describes it; other types are named by their number. */
sealed interface BtfType {
    /** Its name; empty for an anonymous type. */
    String name();

    record Scalar(String name, long size, Field.Content content) implements BtfType {}

    record Pointer(String name) implements BtfType {
        static final long SIZE = 8;
    }

    record Array(String name, int element, long count) implements BtfType {}

    /** A struct, a union, or a section of the object with its variables. */
    record Composite(String name, Kind kind, long size, List<Member> members) implements BtfType {
        enum Kind {
            STRUCT,
            UNION,
            SECTION
        }
    }

    /**
     * A member of a composite.
     *
     * @param name empty for an anonymous struct or union, whose members are then this composite's
     * @param bitField whether it is one, which is described and can't be accessed
     */
    record Member(String name, int type, long offset, boolean bitField) {}

    record Enumeration(String name, long size, boolean signed, SequencedMap<String, Long> values) implements BtfType {}

    /** A typedef, a qualifier or a variable: another name of a type. */
    record Alias(String name, int target) implements BtfType {}

    /** Something without a size, such as a function. */
    record Sizeless(String name) implements BtfType {}
}
