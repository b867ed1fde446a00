package dev.weir.lab.verify;

import dev.weir.lab.LabException;
import dev.weir.lab.LabService;
import dev.weir.lab.network.Host;
import dev.weir.lab.servers.SharedFiles;
import dev.weir.lab.traffic.Download;
import dev.weir.lab.verify.KillOutcome.FinishedDownload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Slow downloads, one by each forwarding method, side by side on the client's host. */
final class Downloads implements AutoCloseable {
    private static final List<LabService> SERVICES =
            List.of(LabService.NAT_IPV4, LabService.TUNNELLING_IPV6, LabService.DIRECT_ROUTING_IPV4);

    private final ExecutorService executor;
    private final List<Download> downloads = new ArrayList<>();
    private final List<Future<FinishedDownload>> running = new ArrayList<>();

    private Downloads(ExecutorService executor) {
        this.executor = executor;
    }

    static Downloads start() {
        Downloads downloads = new Downloads(Executors.newFixedThreadPool(
                SERVICES.size(), Thread.ofPlatform().factory()));
        for (LabService service : SERVICES) {
            Download download = new Download(service.vip());
            downloads.downloads.add(download);
            downloads.running.add(downloads.executor.submit(() -> Host.CLIENT.run(() -> run(service, download))));
        }
        return downloads;
    }

    private static FinishedDownload run(LabService service, Download download) {
        return switch (download.run()) {
            case Download.Complete complete ->
                new FinishedDownload(
                        service.label(),
                        complete.bytes(),
                        complete.digest(),
                        complete.digest().equals(SharedFiles.largeDigest()));
            case Download.Broken broken -> new FinishedDownload(service.label(), 0, broken.reason(), false);
        };
    }

    /** How many have not come to their end. */
    long stillRunning() {
        return running.stream().filter(download -> !download.isDone()).count();
    }

    int started() {
        return running.size();
    }

    /** Lets them hurry, and waits for the end of all. */
    List<FinishedDownload> finish() {
        downloads.forEach(Download::hurry);
        try {
            List<FinishedDownload> finished = new ArrayList<>();
            for (Future<FinishedDownload> download : running) {
                finished.add(download.get());
            }
            return finished;
        } catch (ExecutionException e) {
            throw new LabException("a download could not be run: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while downloads ran", e);
        }
    }

    @Override
    public void close() {
        downloads.forEach(Download::hurry);
        executor.close();
    }
}
