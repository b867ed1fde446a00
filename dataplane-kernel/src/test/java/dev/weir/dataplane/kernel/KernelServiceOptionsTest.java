package dev.weir.dataplane.kernel;

import dev.weir.dataplane.DataPlane;
import dev.weir.testing.ServiceOptionsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** The plane in the kernel holds all that services can ask for. */
@Tag("root")
final class KernelServiceOptionsTest extends ServiceOptionsContract {
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
