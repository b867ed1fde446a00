package dev.weir.lab.verify;

import dev.weir.lab.Target;
import dev.weir.lab.network.ReplyCounters.Replies;
import java.util.List;
import java.util.Map;

/**
 * What was seen of one target.
 *
 * @param target which
 * @param requests how many were sent
 * @param failures why each failed one did
 * @param requestsByServer how they fell on the servers
 * @param requestsByClient how many requests the servers saw from each address
 * @param replies the ways that reply packets went
 */
record Sample(
        Target target,
        int requests,
        List<String> failures,
        Map<String, Integer> requestsByServer,
        Map<String, Integer> requestsByClient,
        Replies replies) {

    Sample {
        failures = List.copyOf(failures);
        requestsByServer = Map.copyOf(requestsByServer);
        requestsByClient = Map.copyOf(requestsByClient);
    }

    int served() {
        return requests - failures.size();
    }
}
