package dev.weir.scheduling.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.IpAddress;
import dev.weir.model.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalityTest {
    private static final IpAddress POPULAR = IpAddress.parse("198.51.100.1");
    private static final IpAddress OTHER = IpAddress.parse("198.51.100.2");
    private static final Duration DAY = Duration.ofDays(1);

    private final List<Load> loads =
            new ArrayList<>(Loads.idle(3).stream().map(_ -> Loads.of(4, 0, 0)).toList());
    private final Choice lblc = Loads.choice(Scheduler.LBLC, 3);
    private final Choice lblcr = Loads.choice(Scheduler.LBLCR, 3);

    private void busy(int server, int active) {
        loads.set(server, Loads.of(4, active, 0));
    }

    private OptionalInt choose(Choice choice, IpAddress destination, Duration at) {
        return choice.choose(Arrival.to(destination, at), loads);
    }

    private OptionalInt choose(Choice choice, IpAddress destination) {
        return choose(choice, destination, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource(names = {"LBLC", "LBLCR"})
    void destinationKeepsItsServerThoughOthersHaveLess(Scheduler scheduler) {
        Choice choice = Loads.choice(scheduler, 3);
        assertThat(choose(choice, POPULAR)).hasValue(0);
        busy(0, 4);

        assertThat(choose(choice, POPULAR)).hasValue(0);
        assertThat(choose(choice, OTHER)).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"LBLC", "LBLCR"})
    void overloadedServerIsLeftOnlyIfAnotherIsHalfIdle(Scheduler scheduler) {
        Choice choice = Loads.choice(scheduler, 3);
        choose(choice, POPULAR);
        busy(0, 5);
        busy(1, 3);
        busy(2, 2);
        assertThat(choose(choice, POPULAR)).hasValue(0);
        busy(2, 1);

        assertThat(choose(choice, POPULAR)).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"LBLC", "LBLCR"})
    void fullServerIsLeftAtOnceAndIfAllAreNobodyIsChosen(Scheduler scheduler) {
        Choice choice = Loads.choice(scheduler, 3);
        choose(choice, POPULAR);
        loads.set(0, Loads.full(4));
        assertThat(choose(choice, POPULAR)).hasValue(1);
        loads.replaceAll(_ -> Loads.full(4));

        assertThat(choose(choice, POPULAR)).isEmpty();
        assertThat(choose(choice, OTHER)).isEmpty();
    }

    /** Without replication the old server is forgotten, with it both are known, and the lighter one is taken. */
    @Test
    void replicationKeepsBothServers() {
        choose(lblc, POPULAR);
        choose(lblcr, POPULAR);
        busy(0, 5);
        assertThat(choose(lblc, POPULAR)).hasValue(1);
        assertThat(choose(lblcr, POPULAR)).hasValue(1);
        busy(0, 1);
        busy(1, 3);

        assertThat(choose(lblc, POPULAR)).hasValue(1);
        assertThat(choose(lblcr, POPULAR)).hasValue(0);
    }

    @Test
    void setThatStandsForADayLosesItsMostLoaded() {
        choose(lblcr, POPULAR);
        busy(0, 5);
        choose(lblcr, POPULAR);
        busy(1, 3);
        busy(0, 4);

        assertThat(choose(lblcr, POPULAR, DAY)).hasValue(1);
        busy(0, 2);
        assertThat(choose(lblcr, POPULAR, DAY)).as("still of the set").hasValue(0);
        busy(0, 4);
        assertThat(choose(lblcr, POPULAR, DAY.plusMillis(10))).hasValue(1);
        busy(0, 2);
        assertThat(choose(lblcr, POPULAR, DAY.plusMillis(10))).as("has left").hasValue(1);
    }

    @Test
    void lastServerOfASetNeverLeaves() {
        choose(lblcr, POPULAR);
        busy(0, 4);

        assertThat(choose(lblcr, POPULAR, DAY.multipliedBy(2))).hasValue(0);
    }

    @Test
    void setOfEightTakesTheNewServerInPlaceOfItsMostLoaded() {
        List<Load> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(Loads.of(4, i < 9 ? 0 : 1, 0));
        }
        Choice choice = Loads.choice(Scheduler.LBLCR, 10);
        Arrival arrival = Arrival.to(POPULAR, Duration.ZERO);
        for (int server = 0; server < 9; server++) {
            assertThat(choice.choose(arrival, many)).hasValue(server);
            many.set(server, Loads.of(4, server == 5 ? 50 : 6, 0));
        }
        many.set(9, Loads.of(4, 9, 0));
        many.set(5, Loads.of(4, 3, 0));

        assertThat(choice.choose(arrival, many)).as("5 was the most loaded").hasValue(0);
        many.set(8, Loads.of(4, 4, 0));
        assertThat(choice.choose(arrival, many)).as("8 took its place").hasValue(8);
    }
}
