package dev.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClientCountTest {
    @Test
    void eachClientCountsOnceAtItsFirstServer() {
        ClientCount count = new ClientCount(3);
        count.add(7, 1);
        count.add(7, 2);
        count.add(0, 2);
        count.add(0, 0);

        assertThat(count.total()).isEqualTo(2);
        assertThat(count.of(0)).isZero();
        assertThat(count.of(1)).isEqualTo(1);
        assertThat(count.of(2)).isEqualTo(1);
    }

    @Test
    void itCountsAsAMapDoesHoweverManyThereAre() {
        SplittableRandom random = new SplittableRandom(5);
        ClientCount count = new ClientCount(4);
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            long client = Mix.of(random.nextInt(20_000));
            int server = random.nextInt(4);
            count.add(client, server);
            expected.putIfAbsent(client, server);
        }

        assertThat(count.total()).isEqualTo(expected.size());
        for (int server = 0; server < 4; server++) {
            int wanted = server;
            assertThat(count.of(server))
                    .isEqualTo(
                            expected.values().stream().filter(s -> s == wanted).count());
        }
    }

    @Test
    void aMapOfHashesKeepsTheLastValueOfEach() {
        SplittableRandom random = new SplittableRandom(6);
        LongIntMap map = new LongIntMap();
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            long key = random.nextInt(5_000);
            map.put(key, i);
            expected.put(key, i);
        }

        expected.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
        assertThat(map.get(5_000)).isEqualTo(LongIntMap.ABSENT);
    }
}
