package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.DesiredState;
import java.util.List;
import java.util.stream.Collectors;

/** Cluster files for tests. */
final class Files {
    static final String NAME = "cluster.yaml";

    private Files() {}

    /** The state of a file that is expected to be right. */
    static DesiredState valid(String text) {
        Parsed parsed = ClusterFile.parse(NAME, text);
        assertThat(parsed).as(text).isInstanceOf(Parsed.Valid.class);
        return ((Parsed.Valid) parsed).state();
    }

    /** The problems of a file that is expected to be wrong. */
    static List<Problem> problems(String text) {
        Parsed parsed = ClusterFile.parse(NAME, text);
        assertThat(parsed).as(text).isInstanceOf(Parsed.Invalid.class);
        return ((Parsed.Invalid) parsed).problems();
    }

    /** What an operator sees of a wrong file. */
    static String told(String text) {
        return problems(text).stream().map(Problem::render).collect(Collectors.joining("\n"));
    }

    /** What an operator sees of a file in which one service is wrong; it begins in line 4. */
    static String toldOfService(String service) {
        return told("""
                director:
                  interfaces: [eth0]
                services:
                """ + service.indent(2));
    }

    /** What an operator sees of a file whose director is wrong. */
    static String toldOfDirector(String settings) {
        return told("director:\n" + settings.indent(2) + "services: []\n");
    }
}
