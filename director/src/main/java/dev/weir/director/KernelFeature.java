package dev.weir.director;

import dev.weir.linux.KernelRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something of the kernel that a director can't do without. The kernel is asked rather than its version:
 * its own type information (BTF) has the name, whoever backported it. Where there is none, the version decides.
 */
enum KernelFeature {
    XDP_LINK("bpf_link for XDP", "bpf_xdp_link", 5, 9),
    TIMER("BPF timers", "BPF_FUNC_timer_init", 5, 15),
    MANAGED_NEIGHBOURS("neighbours that the kernel keeps resolved (NTF_EXT_MANAGED)", "managed_list", 5, 16),
    LOOP("the BPF helper bpf_loop", "BPF_FUNC_loop", 5, 17);

    private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");

    private final String meaning;
    private final String nameInBtf;
    private final int sinceMajor;
    private final int sinceMinor;

    KernelFeature(String meaning, String nameInBtf, int sinceMajor, int sinceMinor) {
        this.meaning = meaning;
        this.nameInBtf = nameInBtf;
        this.sinceMajor = sinceMajor;
        this.sinceMinor = sinceMinor;
    }

    /** @throws DirectorException that names each that is missing, and since which Linux it exists */
    static void requireAll() {
        try {
            byte[] btf = Files.isReadable(BTF) ? Files.readAllBytes(BTF) : new byte[0];
            requireAll(KernelRelease.running(), btf);
        } catch (IOException e) {
            throw new DirectorException("can't read " + BTF + ": " + Reason.of(e), e);
        }
    }

    /**
     * @param btf the kernel's type information; empty where there is none
     */
    static void requireAll(KernelRelease release, byte[] btf) {
        // One character a byte, so that the names can be looked for as text.
        String names = new String(btf, StandardCharsets.ISO_8859_1);
        List<KernelFeature> missing = Arrays.stream(values())
                .filter(feature -> names.isEmpty()
                        ? !release.isAtLeast(feature.sinceMajor, feature.sinceMinor)
                        : !feature.isNamed(names))
                .toList();
        if (!missing.isEmpty()) {
            throw new DirectorException(complaint(release, missing));
        }
    }

    private boolean isNamed(String names) {
        return names.contains("\0" + nameInBtf + "\0");
    }

    private static String complaint(KernelRelease release, List<KernelFeature> missing) {
        String lacks = missing.stream()
                .map(feature ->
                        "\n  " + feature.meaning + ", since Linux " + feature.sinceMajor + "." + feature.sinceMinor)
                .collect(Collectors.joining());
        return "this kernel (" + release + ") lacks" + lacks + "\nBoot a newer one; 6.1 and later are tested.";
    }
}
