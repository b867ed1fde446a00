package dev.weir.linux.bpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.weir.linux.CLibrary;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions of libbpf 1.x that Weir calls, and the layouts of their option structs.
 *
 * <p>Each option struct begins with its own size, so a newer libbpf takes these as they are. libbpf follows a
 * NULL pointer where it expects an object: whoever calls checks each pointer that it returned.
 */
final class Libbpf {
    private static final int LONGEST_NAME = 4096;
    private static final CLibrary LIBRARY =
            CLibrary.load("libbpf.so.1", "install libbpf 1.x, in Debian the package libbpf1");

    static final MethodHandle SET_PRINT = LIBRARY.plainFunction("libbpf_set_print", ADDRESS, ADDRESS);
    static final MethodHandle NUM_POSSIBLE_CPUS = LIBRARY.function("libbpf_num_possible_cpus", JAVA_INT);

    static final MethodHandle OBJECT_OPEN_MEM =
            LIBRARY.function("bpf_object__open_mem", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    static final MethodHandle OBJECT_LOAD = LIBRARY.function("bpf_object__load", JAVA_INT, ADDRESS);
    static final MethodHandle OBJECT_CLOSE = LIBRARY.procedure("bpf_object__close", ADDRESS);
    static final MethodHandle OBJECT_BTF = LIBRARY.plainFunction("bpf_object__btf", ADDRESS, ADDRESS);
    static final MethodHandle OBJECT_FIND_MAP =
            LIBRARY.function("bpf_object__find_map_by_name", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle OBJECT_FIND_PROGRAM =
            LIBRARY.function("bpf_object__find_program_by_name", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle OBJECT_NEXT_MAP =
            LIBRARY.plainFunction("bpf_object__next_map", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle OBJECT_NEXT_PROGRAM =
            LIBRARY.plainFunction("bpf_object__next_program", ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle BTF_RAW_DATA = LIBRARY.plainFunction("btf__raw_data", ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle MAP_NAME = LIBRARY.plainFunction("bpf_map__name", ADDRESS, ADDRESS);
    static final MethodHandle MAP_FD = LIBRARY.function("bpf_map__fd", JAVA_INT, ADDRESS);
    static final MethodHandle MAP_SET_MAX_ENTRIES =
            LIBRARY.function("bpf_map__set_max_entries", JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle MAP_SET_PIN_PATH = LIBRARY.function("bpf_map__set_pin_path", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle MAP_REUSE_FD = LIBRARY.function("bpf_map__reuse_fd", JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle MAP_INITIAL_VALUE = LIBRARY.function("bpf_map__initial_value", ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle PROGRAM_NAME = LIBRARY.plainFunction("bpf_program__name", ADDRESS, ADDRESS);
    static final MethodHandle PROGRAM_FD = LIBRARY.function("bpf_program__fd", JAVA_INT, ADDRESS);
    static final MethodHandle PROGRAM_SET_AUTOLOAD =
            LIBRARY.function("bpf_program__set_autoload", JAVA_INT, ADDRESS, JAVA_BOOLEAN);
    static final MethodHandle PROGRAM_TEST_RUN =
            LIBRARY.function("bpf_prog_test_run_opts", JAVA_INT, JAVA_INT, ADDRESS);

    static final MethodHandle OBJ_GET = LIBRARY.function("bpf_obj_get", JAVA_INT, ADDRESS);
    static final MethodHandle OBJ_PIN = LIBRARY.function("bpf_obj_pin", JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle OBJ_INFO =
            LIBRARY.function("bpf_obj_get_info_by_fd", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);

    static final MethodHandle MAP_UPDATE =
            LIBRARY.function("bpf_map_update_elem", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle MAP_LOOKUP =
            LIBRARY.function("bpf_map_lookup_elem", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle MAP_DELETE = LIBRARY.function("bpf_map_delete_elem", JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle MAP_NEXT_KEY =
            LIBRARY.function("bpf_map_get_next_key", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle MAP_UPDATE_BATCH =
            LIBRARY.function("bpf_map_update_batch", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle MAP_LOOKUP_BATCH = LIBRARY.function(
            "bpf_map_lookup_batch", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle LINK_CREATE =
            LIBRARY.function("bpf_link_create", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle LINK_UPDATE = LIBRARY.function("bpf_link_update", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle LINK_DETACH = LIBRARY.function("bpf_link_detach", JAVA_INT, JAVA_INT);

    private Libbpf() {}

    /** The C string that a function of libbpf returned; it must not be NULL. */
    static String string(MemorySegment address) {
        return address.reinterpret(LONGEST_NAME).getString(0);
    }
}
