package dev.weir.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release of a Linux kernel.
 *
 * @param major such as 6
 * @param minor such as 1
 * @param text whole, as {@code uname -r} prints it, such as {@code 6.1.0-30-cloud-amd64}
 */
public record KernelRelease(int major, int minor, String text) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

    /** That of the kernel that runs. */
    public static KernelRelease running() {
        try {
            return parse(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a release as {@code uname -r} prints it.
     *
     * @throws IllegalArgumentException if it does not begin with two numbers
     */
    public static KernelRelease parse(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no kernel release");
        }
        return new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text);
    }

    /** Whether it has what {@code otherMajor.otherMinor} brought. */
    public boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }

    @Override
    public String toString() {
        return text;
    }
}
