package dev.weir.director;

import java.nio.file.Path;
import java.util.AbstractList;

/** A director's process on a fake plane, with all its folders below one. */
final class DirectorProgram {
    private DirectorProgram() {}

    /** Pins nothing, so any folder of a BPF file system that exists will do. */
    private static final Path PINS = Path.of("/sys/fs/bpf");

    /** Events that are printed as they come. */
    private static final class Told extends AbstractList<String> {
        @Override
        public boolean add(String event) {
            System.out.println(event);
            return true;
        }

        @Override
        public String get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }

    /** Runs until a signal ends it; status 1 and the reason if it can't. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        DirectorOptions options = new DirectorOptions(
                folder.resolve("cluster.yaml"), folder.resolve("run"), PINS, folder.resolve("state"));
        try {
            DirectorProcess.run(options, new FakePlaneFactory(new Told()), director -> {
                System.out.println("started at revision " + director.status().revision());
                return () -> System.out.println("companion closed");
            });
        } catch (DirectorException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
    }
}
