package dev.weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The FILE of {@code plan} and {@code apply}. */
final class ClusterFileArgument {
    @Parameters(paramLabel = "FILE", description = "The cluster file, YAML; - reads standard input.")
    private String file = "-";

    /** The file can't be had; the message says why. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String message, IOException cause) {
            super(message, cause);
        }
    }

    /** What the file is called when something in it is wrong. */
    String name() {
        return name(file);
    }

    String text() throws UnreadableException {
        return text(file);
    }

    /** What {@code file} is called. */
    static String name(String file) {
        return file.equals("-") ? "<stdin>" : file;
    }

    /** All of {@code file}; {@code -} is standard input. */
    static String text(String file) throws UnreadableException {
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (IOException e) {
            throw new UnreadableException(name(file) + " can't be read: " + reason(e), e);
        }
    }

    static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "this user may not read it";
            case CharacterCodingException binary -> "it is no UTF-8 text";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
