package dev.weir.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * A C library whose functions are bound by name, to be called through {@link ErrnoCall}.
 *
 * <p>Made for the packages of this module, which each bind what they need as {@code static final} handles.
 */
public final class CLibrary {
    /** The C library of this process. */
    public static final CLibrary LIBC =
            new CLibrary("libc", Linker.nativeLinker().defaultLookup());

    private final String name;
    private final SymbolLookup symbols;

    private CLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /**
     * Loads a shared library for the life of this process.
     *
     * @param soname such as {@code libbpf.so.1}
     * @param mend what to do where it is missing
     * @throws UnsatisfiedLinkError if it is missing
     */
    public static CLibrary load(String soname, String mend) {
        try {
            return new CLibrary(soname, SymbolLookup.libraryLookup(soname, Arena.global()));
        } catch (IllegalArgumentException e) {
            UnsatisfiedLinkError missing = new UnsatisfiedLinkError(soname + " cannot be loaded: " + mend);
            missing.initCause(e);
            throw missing;
        }
    }

    /** Binds a function; the handle takes the segment that catches errno before the function's own parameters. */
    public MethodHandle function(String function, MemoryLayout result, MemoryLayout... parameters) {
        return bind(function, FunctionDescriptor.of(result, parameters), ErrnoCall.CAPTURE_ERRNO);
    }

    /** Binds a function with {@code ...} in its prototype, which the parameters from {@code fixed} on stand for. */
    public MethodHandle variadicFunction(String function, int fixed, MemoryLayout result, MemoryLayout... parameters) {
        return bind(
                function,
                FunctionDescriptor.of(result, parameters),
                ErrnoCall.CAPTURE_ERRNO,
                Linker.Option.firstVariadicArg(fixed));
    }

    /** Binds a function that sets no errno. */
    public MethodHandle plainFunction(String function, MemoryLayout result, MemoryLayout... parameters) {
        return bind(function, FunctionDescriptor.of(result, parameters));
    }

    /** Binds a function that returns nothing and sets no errno. */
    public MethodHandle procedure(String function, MemoryLayout... parameters) {
        return bind(function, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle bind(String function, FunctionDescriptor descriptor, Linker.Option... options) {
        MemorySegment symbol = symbols.find(function)
                .orElseThrow(() -> new UnsatisfiedLinkError(name + " has no function " + function));
        return Linker.nativeLinker().downcallHandle(symbol, descriptor, options);
    }
}
