package dev.weir.linux.bpf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One search for a field along its path, such as {@code slots[2].tag}; used once. */
final class FieldFinder {
    private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z_]\\w*)|\\[(\\d{1,9})]");
    private static final int DEEPEST = 64;

    private record Found(int type, long offset) {}

    private final RecordLayout record;
    private final Btf btf;
    private final String path;

    /** Where the search stands. */
    private BtfType type;

    private int typeId;
    private long offset;

    FieldFinder(RecordLayout record, BtfType.Composite start, Btf btf, String path) {
        this.record = record;
        this.btf = btf;
        this.path = path;
        this.type = start;
    }

    Field find() {
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!step.find(end) || step.start() != end) {
                throw new BtfException("'" + path + "' is no path of a field");
            }
            advance(step);
            end = step.end();
        }
        return field();
    }

    private void advance(Matcher step) {
        if (step.group(1) != null) {
            stepInto(step.group(1));
        } else {
            stepTo(Long.parseLong(step.group(2)));
        }
    }

    private void stepInto(String member) {
        if (!(type instanceof BtfType.Composite composite)) {
            throw missing("'" + member + "' is asked of what is no struct");
        }
        Found found = member(composite, member, 0)
                .orElseThrow(() -> missing(
                        "there is no '" + member + "'; the record has " + String.join(", ", record.fieldNames())));
        moveTo(found.type, found.offset);
    }

    private void stepTo(long index) {
        if (!(type instanceof BtfType.Array array) || index >= array.count()) {
            throw missing("there is no element " + index);
        }
        moveTo(array.element(), index * btf.size(array.element()));
    }

    private void moveTo(int id, long distance) {
        typeId = id;
        type = btf.target(id);
        offset += distance;
    }

    private Optional<Found> member(BtfType.Composite composite, String wanted, int depth) {
        if (depth == DEEPEST) {
            throw missing("a struct of the BTF contains itself");
        }
        for (BtfType.Member member : composite.members()) {
            Optional<Found> found = match(composite, member, wanted, depth);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Found> match(BtfType.Composite composite, BtfType.Member member, String wanted, int depth) {
        String name = btf.memberName(composite, member);
        if (name.equals(wanted)) {
            if (member.bitField()) {
                throw missing("'" + wanted + "' is a bit field: give it a whole integer in the C");
            }
            return Optional.of(new Found(member.type(), member.offset()));
        }
        if (name.isEmpty() && btf.target(member.type()) instanceof BtfType.Composite anonymous) {
            return member(anonymous, wanted, depth + 1)
                    .map(inner -> new Found(inner.type, member.offset() + inner.offset));
        }
        return Optional.empty();
    }

    private Field field() {
        long size = btf.size(typeId);
        if (offset + size > record.size()) {
            throw missing("it would end beyond the record");
        }
        return type instanceof BtfType.Array array
                ? new Field(path, offset, size, btf.size(array.element()), content(btf.target(array.element())))
                : new Field(path, offset, size, size, content(type));
    }

    private static Field.Content content(BtfType type) {
        return switch (type) {
            case BtfType.Scalar scalar -> scalar.content();
            case BtfType.Enumeration enumeration when enumeration.signed() -> Field.Content.SIGNED;
            case BtfType.Enumeration _, BtfType.Pointer _ -> Field.Content.UNSIGNED;
            case BtfType.Array _, BtfType.Composite _, BtfType.Alias _, BtfType.Sizeless _ -> Field.Content.OPAQUE;
        };
    }

    private BtfException missing(String why) {
        return new BtfException(record + " has no field '" + path + "': " + why);
    }
}
