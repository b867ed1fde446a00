package dev.weir.lab.verify;

import dev.weir.lab.Target;
import dev.weir.lab.network.Host;
import dev.weir.lab.network.ReplyCounters;
import dev.weir.lab.network.ReplyCounters.Replies;
import dev.weir.lab.servers.NameServer;
import dev.weir.lab.servers.NameServerLog;
import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Client;
import dev.weir.lab.traffic.Clients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends requests to one application of one service, one after the other, and notes what came of them. */
final class Sampling {
    /** Requests by the real curl or dig, besides the others. */
    private static final int BY_REAL_TOOL = 3;

    /** After as many failures one after the other, no further request will fare better. */
    private static final int GIVE_UP_AFTER = 5;

    private final Target target;
    private final NameServerLog nameServerLog;
    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> byServer = new HashMap<>();
    private final Map<String, Integer> byClient = new HashMap<>();
    private int requests;
    private int failuresInARow;

    Sampling(Target target) {
        this.target = target;
        this.nameServerLog = new NameServerLog(target.service().servers());
    }

    Sample take(int count) {
        Replies before = replies();
        Client quick = Clients.inProcess(target);
        Host.CLIENT.run(() -> {
            for (int i = 0; i < count; i++) {
                ask(quick);
            }
            return count;
        });
        Client tool = Clients.realTool(target);
        for (int i = 0; i < BY_REAL_TOOL; i++) {
            ask(tool);
        }
        return new Sample(
                target, requests, failures, byServer, byClient, replies().minus(before));
    }

    private Replies replies() {
        return ReplyCounters.read().getOrDefault(target.service().label(), Replies.NONE);
    }

    private void ask(Client client) {
        if (failuresInARow >= GIVE_UP_AFTER) {
            return;
        }
        requests++;
        String label = Clients.uniqueLabel();
        switch (client.ask(label)) {
            case Answer.Served served -> {
                failuresInARow = 0;
                byServer.merge(served.server(), 1, Integer::sum);
                String told = served.client();
                byClient.merge(told == null ? clientInLog(label) : told, 1, Integer::sum);
            }
            case Answer.Failed failed -> {
                failuresInARow++;
                failures.add(failed.reason());
            }
        }
    }

    private String clientInLog(String label) {
        return nameServerLog.clientOf(label + "." + NameServer.ZONE).orElse("nobody");
    }
}
