package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Btf;
import java.util.EnumMap;
import java.util.Map;

/** The numbers that the packet path's C gives to the constants of an enum, which it names alike behind a prefix. */
final class EnumNumbers<E extends Enum<E>> {
    private final Class<E> type;
    private final Map<E, Long> numbers;

    EnumNumbers(Btf btf, Class<E> type, String prefix) {
        this.type = type;
        this.numbers = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            numbers.put(constant, btf.constant(prefix + constant.name()));
        }
    }

    long of(E constant) {
        return numbers.getOrDefault(constant, 0L);
    }

    E from(long number) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no " + type.getSimpleName() + " has the number " + number));
    }
}
