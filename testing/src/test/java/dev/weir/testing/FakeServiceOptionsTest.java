package dev.weir.testing;

import dev.weir.dataplane.DataPlane;

class FakeServiceOptionsTest extends ServiceOptionsContract {
    @Override
    protected DataPlane openPlane() {
        return new FakeDataPlane();
    }
}
