package dev.weir.lab.verify;

import dev.weir.api.Traffic;
import dev.weir.lab.DirectorProcess;
import dev.weir.lab.LabException;
import dev.weir.lab.Target;
import dev.weir.lab.verify.KillOutcome.FinishedDownload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kills the director under load, leaves it dead for a while, starts it again, and tells what that did to clients. */
final class KillTrial {
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration DEAD = Duration.ofSeconds(5);
    private static final Duration AFTER = Duration.ofSeconds(1);

    private final DirectorProcess director;
    private final List<String> faults = new ArrayList<>();

    KillTrial(DirectorProcess director) {
        this.director = director;
    }

    KillOutcome run() {
        ServiceCounters before = ServiceCounters.of(director);
        try (Load load = Load.start();
                Downloads downloads = Downloads.start()) {
            pause(BEFORE);
            Duration dead = killAndRestart();
            if (downloads.stillRunning() < downloads.started()) {
                faults.add("a download ended before the director was back");
            }
            pause(AFTER);
            load.stop();
            return judge(dead, load, downloads.finish(), before, ServiceCounters.of(director));
        }
    }

    private KillOutcome judge(
            Duration dead, Load load, List<FinishedDownload> finished, ServiceCounters before, ServiceCounters after) {
        judgeLoad(load);
        judgeDownloads(finished);
        judgeCounters(load.requests(), before, after);
        return new KillOutcome(
                dead.toMillis(),
                load.requests().values().stream().mapToInt(Integer::intValue).sum(),
                load.failures().size(),
                finished,
                before.connections(),
                after.connections(),
                List.copyOf(faults));
    }

    private Duration killAndRestart() {
        long killed = System.nanoTime();
        director.kill();
        pause(DEAD);
        director.start();
        return Duration.ofNanos(System.nanoTime() - killed);
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while the director was tried", e);
        }
    }

    private void judgeLoad(Load load) {
        List<String> failures = load.failures();
        if (!failures.isEmpty()) {
            faults.add("%d requests failed, the first: %s".formatted(failures.size(), failures.getFirst()));
        }
    }

    private void judgeDownloads(List<FinishedDownload> finished) {
        for (FinishedDownload download : finished) {
            if (!download.right()) {
                faults.add("the download by %s is not the file: %d bytes, %s"
                        .formatted(download.service(), download.bytes(), download.digest()));
            }
        }
    }

    /** Had the counters begun again at the director's return, they would have grown by less than was sent. */
    private void judgeCounters(Map<Target, Integer> requests, ServiceCounters before, ServiceCounters after) {
        for (Target target : Target.all()) {
            int sent = requests.getOrDefault(target, 0);
            Traffic earlier = before.traffic(target);
            Traffic later = after.traffic(target);
            long packets = later.packetsIn() - earlier.packetsIn();
            if (packets < sent || later.connections() < earlier.connections()) {
                faults.add("%s counted %d packets and %d connections more, while %d requests were sent"
                        .formatted(target, packets, later.connections() - earlier.connections(), sent));
            }
        }
    }
}
