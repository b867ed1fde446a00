package dev.weir.lab.verify;

import dev.weir.lab.network.ReplyCounters.Replies;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A line of the report: a sample and the judgement on it.
 *
 * @param service {@code nat-ipv4}
 * @param application {@code web-tcp}
 * @param requests how many were sent
 * @param failures how many of them failed
 * @param requestsByServer how they fell on the servers
 * @param requestsByClient how many the servers saw from each address
 * @param replies the ways that reply packets went
 * @param faults what is wrong; empty if all holds
 */
public record Row(
        String service,
        String application,
        int requests,
        int failures,
        Map<String, Integer> requestsByServer,
        Map<String, Integer> requestsByClient,
        Replies replies,
        List<String> faults) {

    static Row of(Sample sample) {
        return new Row(
                sample.target().service().label(),
                sample.target().application().label(),
                sample.requests(),
                sample.failures().size(),
                new TreeMap<>(sample.requestsByServer()),
                new TreeMap<>(sample.requestsByClient()),
                sample.replies(),
                Judge.faults(sample));
    }

    public boolean holds() {
        return faults.isEmpty();
    }
}
