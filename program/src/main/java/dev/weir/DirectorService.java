package dev.weir;

import dev.weir.director.Director;
import dev.weir.director.DirectorOptions;
import dev.weir.director.DirectorProcess;
import dev.weir.monitor.ApiServer;
import dev.weir.monitor.ApiServerOptions;
import dev.weir.monitor.LocalDirector;
import java.nio.file.Path;

/**
 * A director with its data plane in the kernel and its API.
 *
 * @param options where the director keeps its things
 * @param api how the API is served
 */
record DirectorService(DirectorOptions options, ApiServerOptions api) {

    static DirectorService of(Path file, Path runDirectory, Path pinDirectory, Path stateDirectory, int apiPort) {
        return new DirectorService(
                new DirectorOptions(file, runDirectory, pinDirectory, stateDirectory),
                new ApiServerOptions(runDirectory, apiPort, Version.text()));
    }

    /** Returns when a signal ends it. */
    void run() {
        DirectorProcess.run(options, new KernelPlanes(), this::serve);
    }

    void detach() {
        DirectorProcess.detach(options, new KernelPlanes());
    }

    private DirectorProcess.Companion serve(Director director) {
        return ApiServer.start(new LocalDirector(director), api)::close;
    }
}
