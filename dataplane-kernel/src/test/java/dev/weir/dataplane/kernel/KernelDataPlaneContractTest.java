package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlane;
import dev.weir.testing.DataPlaneContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The plane in the kernel does what the director relies on in every plane. */
@Tag("root")
final class KernelDataPlaneContractTest extends DataPlaneContract {
    private final TestStage stage = TestStage.set();

    @Override
    protected DataPlane openPlane() {
        return stage.open();
    }

    @AfterEach
    void strike() {
        stage.close();
    }
}
