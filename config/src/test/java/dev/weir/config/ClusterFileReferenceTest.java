package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.AttachMode;
import dev.weir.model.ClientNotice;
import dev.weir.model.DesiredState;
import dev.weir.model.Encapsulation;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceFlag;
import dev.weir.model.StrayPolicy;
import dev.weir.model.VirtualService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads about the cluster file is true: its example is valid, and no key or word is left out. */
class ClusterFileReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/operating/cluster-file.md");

    @Test
    void completeExampleIsValidAndHasEveryKey() throws IOException {
        String example = example();

        assertThat(Files.valid(example).services()).hasSize(7);
        assertThat(keys()).allSatisfy(key -> assertThat(example).containsPattern("\\b" + key + ":"));
    }

    @Test
    void exampleReadsBackAsItIsRendered() throws IOException {
        DesiredState state = Files.valid(example());

        assertThat(Files.valid(ClusterFile.render(state))).isEqualTo(state);
    }

    @Test
    void exampleDirectorIsTheDefault() throws IOException {
        List<VirtualService> services = Files.valid(example()).services();
        DesiredState bare =
                Files.valid("director: {interfaces: [eth0, eth1], local: {addresses: [10.0.0.100]}}\nservices: []\n");

        assertThat(Files.valid(example())).isEqualTo(new DesiredState(1, bare.settings(), services));
    }

    static Stream<String> words() {
        Stream<Enum<?>> words = Stream.of(
                        AttachMode.values(),
                        Scheduler.values(),
                        ForwardingMethod.values(),
                        Encapsulation.Kind.values(),
                        ClientNotice.values(),
                        StrayPolicy.values(),
                        ServiceFlag.values(),
                        ServerRole.values())
                .flatMap(Arrays::stream);
        return Stream.concat(words.map(Values::kebab), keys().stream());
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyKeyAndWordIsExplained(String word) throws IOException {
        assertThat(reference()).containsPattern("[`:] ?" + word + "`");
    }

    private static Collection<String> keys() {
        return Stream.of(
                        ServiceBinder.KEYS,
                        ServerBinder.KEYS,
                        MatchBinder.KEYS,
                        OptionsBinder.PERSISTENCE_KEYS,
                        OptionsBinder.LIMIT_KEYS,
                        DirectorBinder.KEYS,
                        InterfaceBinder.KEYS,
                        DirectorBinder.CAPACITY_KEYS,
                        DirectorBinder.TIMEOUT_KEYS)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static String example() throws IOException {
        String text = reference();
        int start = text.indexOf("```yaml\n") + "```yaml\n".length();
        return text.substring(start, text.indexOf("```\n", start));
    }

    private static String reference() throws IOException {
        return java.nio.file.Files.readString(REFERENCE);
    }
}
