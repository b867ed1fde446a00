package dev.weir;

import dev.weir.dataplane.kernel.KernelDataPlane;
import dev.weir.dataplane.kernel.KernelPlaneOptions;
import dev.weir.director.HashSecret;
import dev.weir.director.PlaneFactory;
import dev.weir.model.DirectorSettings;
import java.nio.file.Path;

/** Opens data planes in the kernel. */
final class KernelPlanes implements PlaneFactory {

    @Override
    public OpenPlane open(Path pinDirectory, DirectorSettings settings, HashSecret secret) {
        KernelDataPlane plane = KernelDataPlane.open(new KernelPlaneOptions(
                pinDirectory, settings.interfaces(), settings.capacity(), settings.timeouts(), secret.bytes()));
        return new OpenPlane(plane, plane.facts().asTexts());
    }

    @Override
    public void detach(Path pinDirectory) {
        KernelDataPlane.detach(pinDirectory);
    }
}
