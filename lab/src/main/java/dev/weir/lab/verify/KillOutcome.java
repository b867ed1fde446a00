package dev.weir.lab.verify;

import java.util.List;

/**
 * What came of killing the director under load.
 *
 * @param deadMillis how long there was no director
 * @param requests how many were sent, from before its death till after its return
 * @param failures how many of them failed
 * @param downloads the downloads that ran all the while
 * @param connectionsBefore connections that the services had counted when the load began
 * @param connectionsAfter connections that they had counted when it had ended
 * @param faults what is wrong; empty if all holds
 */
public record KillOutcome(
        long deadMillis,
        int requests,
        int failures,
        List<FinishedDownload> downloads,
        long connectionsBefore,
        long connectionsAfter,
        List<String> faults) {

    /**
     * A download's end.
     *
     * @param service {@code nat-ipv4}
     * @param bytes how many came
     * @param digest their SHA-256 in hexadecimal, or why it broke off
     * @param right whether it is the file
     */
    public record FinishedDownload(String service, long bytes, String digest, boolean right) {}

    public boolean holds() {
        return faults.isEmpty();
    }
}
