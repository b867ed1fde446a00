package dev.weir.model;

import java.util.Map;

/**
 * How a director is attached to its interfaces.
 *
 * @param usual to those that have none of their own
 * @param exceptions by interface, its own
 */
public record AttachModes(AttachMode usual, Map<String, AttachMode> exceptions) {
    /** Each as is best for it. */
    public static final AttachModes AUTO = all(AttachMode.AUTO);

    public AttachModes {
        exceptions = Map.copyOf(exceptions);
    }

    /** One for all interfaces. */
    public static AttachModes all(AttachMode mode) {
        return new AttachModes(mode, Map.of());
    }

    /** That of an interface. */
    public AttachMode of(String interfaceName) {
        return exceptions.getOrDefault(interfaceName, usual);
    }
}
