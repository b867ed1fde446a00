package dev.weir;

import dev.weir.dataplane.kernel.Attachment;
import dev.weir.dataplane.kernel.KernelDataPlane;
import dev.weir.dataplane.kernel.KernelFacts;
import dev.weir.dataplane.kernel.KernelPlaneOptions;
import dev.weir.director.HashSecret;
import dev.weir.director.PlaneFactory;
import dev.weir.model.DirectorSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Opens data planes in the kernel. */
final class KernelPlanes implements PlaneFactory {

    @Override
    public OpenPlane open(Path pinDirectory, DirectorSettings settings, HashSecret secret) {
        KernelDataPlane plane = KernelDataPlane.open(new KernelPlaneOptions(
                pinDirectory,
                settings.interfaces(),
                settings.attach(),
                settings.capacity(),
                settings.timeouts(),
                secret.bytes()));
        KernelFacts facts = plane.facts();
        return new OpenPlane(plane, facts.asTexts(), attached(facts));
    }

    private static Map<String, Attached> attached(KernelFacts facts) {
        return facts.attachments().stream()
                .collect(Collectors.toMap(
                        Attachment::interfaceName, at -> new Attached(at.point().word(), at.reason())));
    }

    @Override
    public void detach(Path pinDirectory) {
        KernelDataPlane.detach(pinDirectory);
    }
}
