package dev.weir.simulation;

import static dev.weir.simulation.Services.KEY;
import static dev.weir.simulation.Services.equal;
import static dev.weir.simulation.Services.forecast;
import static dev.weir.simulation.Services.service;
import static dev.weir.simulation.Services.withServer;
import static dev.weir.simulation.Services.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.model.Endpoint;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Limits;
import dev.weir.model.RealServer;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceKey;
import dev.weir.model.ServiceOptions;
import dev.weir.model.Thresholds;
import dev.weir.model.VirtualService;
import dev.weir.simulation.Forecast.Basis;
import dev.weir.simulation.Forecast.OfServer;
import dev.weir.simulation.Forecast.OfService;
import dev.weir.simulation.Forecast.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SimulationTest {
    @ParameterizedTest
    @EnumSource
    void sharesAndRefusedFlowsAreTheWhole(Scheduler scheduler) {
        OfService told = forecast(service(scheduler, 3, 0, 200, 150), service(scheduler, 1, 2, 300));

        assertThat(sum(told, OfServer::before) + refused(told.before())).isEqualTo(1, within(1e-9));
        assertThat(sum(told, OfServer::after) + refused(told.after())).isEqualTo(1, within(1e-9));
    }

    private static double sum(OfService told, Function<OfServer, Optional<Standing>> side) {
        return told.servers().stream()
                .flatMap(server -> side.apply(server).stream())
                .mapToDouble(Standing::share)
                .sum();
    }

    private static double refused(Optional<Forecast.Side> side) {
        return (double) side.orElseThrow().refused() / Services.SMALL.flows();
    }

    @ParameterizedTest
    @EnumSource
    void noChangeMovesNothing(Scheduler scheduler) {
        VirtualService service = service(scheduler, 3, 0, 200, 150);

        OfService told = forecast(service, service);

        assertThat(told.servers())
                .allSatisfy(server -> assertThat(server.before()).isEqualTo(server.after()));
        told.slots().ifPresent(slots -> assertThat(slots.moved()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void aQuiescedServerGetsNothing(Scheduler scheduler) {
        OfService told = forecast(service(scheduler, 100, 100, 100), service(scheduler, 100, 0, 100));

        Standing quiesced = told.servers().get(1).after().orElseThrow();
        assertThat(quiesced.flows()).isZero();
        assertThat(quiesced.share()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameForecast(Scheduler scheduler) {
        VirtualService before = service(scheduler, 100, 50, 100);
        VirtualService after = service(scheduler, 100, 100, 100);

        assertThat(forecast(before, after)).isEqualTo(forecast(before, after));
    }

    /** {@code sed} and {@code nq} with enough held that every server is busy. */
    @ParameterizedTest
    @EnumSource(
            value = Scheduler.class,
            names = {"WRR", "WLC", "SED", "NQ", "SH"})
    void sharesFollowWeights(Scheduler scheduler) {
        OfService told = forecast(service(scheduler, 1, 1), service(scheduler, 1, 3));

        assertThat(shareAfter(told, 0)).isEqualTo(0.25, within(0.01));
        assertThat(shareAfter(told, 1)).isEqualTo(0.75, within(0.01));
    }

    @ParameterizedTest
    @EnumSource(
            value = Scheduler.class,
            names = {"FO", "OVF", "LBLC", "LBLCR", "DH"},
            mode = Mode.EXCLUDE)
    void equalServersShareEqually(Scheduler scheduler) {
        OfService told = forecast(equal(scheduler, 4), equal(scheduler, 5));

        for (int i = 0; i < 5; i++) {
            assertThat(shareAfter(told, i)).isEqualTo(0.2, within(0.01));
        }
    }

    private static double shareAfter(OfService told, int server) {
        return told.servers().get(server).after().orElseThrow().share();
    }

    @Test
    void tablesTellSharesExactly() {
        OfService told = forecast(service(Scheduler.WRR, 1, 2, 4), service(Scheduler.SH, 1, 2, 4));

        assertThat(told.before().orElseThrow().basis()).isEqualTo(Basis.SLOTS);
        assertThat(told.after().orElseThrow().basis()).isEqualTo(Basis.SLOTS);
        assertThat(told.servers().get(2).before().orElseThrow().share()).isEqualTo(4.0 / 7);
        assertThat(told.servers().get(2).after().orElseThrow().share()).isEqualTo(4.0 / 7);
    }

    @Test
    void failoverGivesAllToTheHeaviest() {
        OfService told = forecast(service(Scheduler.FO, 1, 3, 2), service(Scheduler.FO, 1, 0, 2));

        assertThat(told.servers().get(1).before().orElseThrow().share()).isEqualTo(1);
        assertThat(told.servers().get(2).after().orElseThrow().share()).isEqualTo(1);
    }

    /** 200 are held: one more than its weight at the first, the rest at the second, which then always has room. */
    @Test
    void overflowFillsTheHeaviestFirst() {
        OfService told = forecast(service(Scheduler.OVF, 300, 200), service(Scheduler.OVF, 150, 100));

        assertThat(told.servers().get(0).before().orElseThrow().share()).isEqualTo(1);
        assertThat(shareAfter(told, 0)).isEqualTo(151.0 / 200, within(0.01));
        assertThat(told.after().orElseThrow().refused()).isZero();
    }

    @Test
    void whatExceedsAllWeightsOverflowRefuses() {
        OfService told = forecast(service(Scheduler.OVF, 300, 200), service(Scheduler.OVF, 50, 48));

        assertThat(refused(told.after())).isEqualTo(0.5, within(0.01));
    }

    @Test
    void aFullServerPassesItsShareOn() {
        VirtualService before = equal(Scheduler.WRR, 2);
        RealServer small = before.servers().getFirst().withThresholds(new Thresholds(50, 50));

        OfService told = forecast(before, withServer(before, 0, small));

        assertThat(told.after().orElseThrow().basis()).isEqualTo(Basis.FLOWS);
        assertThat(shareAfter(told, 0)).isEqualTo(0.25, within(0.02));
        assertThat(told.after().orElseThrow().refused()).isZero();
    }

    @Test
    void theSorryServerTakesWhatNobodyElseDoes() {
        VirtualService before = service(Scheduler.WRR, 1, 1);
        RealServer sorry = before.servers().getLast().withRole(ServerRole.SORRY);

        OfService told = forecast(before, withServer(service(Scheduler.WRR, 0, 1), 1, sorry));

        assertThat(shareAfter(told, 1)).isEqualTo(1);
        assertThat(told.slots()).isEmpty();
    }

    @Test
    void aLimitOfConnectionsRefusesTheRest() {
        VirtualService before = equal(Scheduler.WRR, 2);

        OfService told = forecast(before, before.withOptions(ServiceOptions.DEFAULT.withLimits(new Limits(50, 0, 0))));

        assertThat(refused(told.after())).isEqualTo(0.75, within(0.01));
    }

    @Test
    void aBoundedLoadKeepsEveryServerBelowItsBound() {
        VirtualService before = equal(Scheduler.MH, 4);
        Workload fewClients = new Workload(20_000, 3, 200, 1);

        Forecast.OfService told = new Simulation(
                        List.of(before),
                        List.of(before.withOptions(ServiceOptions.DEFAULT.withBoundedLoad(120))),
                        Set.of(),
                        fewClients)
                .forecast()
                .services()
                .getFirst();

        for (int i = 0; i < 4; i++) {
            assertThat(shareAfter(told, i)).isLessThanOrEqualTo(0.31);
        }
    }

    @Test
    void maglevMovesLittleMoreThanItMust() {
        VirtualService before = equal(Scheduler.MH, 100);

        OfService told = forecast(before, without(before, 17));

        Forecast.Slots slots = told.slots().orElseThrow();
        assertThat(slots.least()).isEqualTo(0.01, within(0.001));
        assertThat(slots.excess()).isBetween(0.0, 0.015);
    }

    @Test
    void onlyServicesThatDifferAreToldUnlessAsked() {
        VirtualService same = equal(Scheduler.RR, 2);

        assertThat(new Simulation(List.of(same), List.of(same), Set.of(), Services.SMALL).forecast())
                .isEqualTo(new Forecast(List.of(), 1, 0));
        assertThat(forecast(same, same).key()).isEqualTo(KEY);
    }

    @Test
    void aNewServiceHasNoBeforeAndARemovedOneNoAfter() {
        VirtualService service = equal(Scheduler.MH, 2);

        OfService added = new Simulation(List.of(), List.of(service), Set.of(), Services.SMALL)
                .forecast()
                .services()
                .getFirst();
        OfService removed = new Simulation(List.of(service), List.of(), Set.of(), Services.SMALL)
                .forecast()
                .services()
                .getFirst();

        assertThat(added.before()).isEmpty();
        assertThat(shareAfter(added, 0)).isEqualTo(0.5, within(0.05));
        assertThat(removed.after()).isEmpty();
        assertThat(removed.servers())
                .allSatisfy(server -> assertThat(server.after()).isEmpty());
    }

    @Test
    void aDestinationKeepsItsServerWhileThatIsNotOverloaded() {
        OfService told = forecast(service(Scheduler.LBLC, 300, 300), service(Scheduler.LBLC, 50, 300));

        assertThat(told.servers().get(0).before().orElseThrow().share()).isEqualTo(1);
        assertThat(shareAfter(told, 1)).isGreaterThan(0.5);
    }

    @Test
    void manyDestinationsAreSharedOutByTheirHash() {
        VirtualService cache = equal(Scheduler.DH, 4);
        VirtualService anywhere = new VirtualService(
                new ServiceKey(Endpoint.parse("0.0.0.0:80"), KEY.protocol()),
                Scheduler.DH,
                ForwardingMethod.DIRECT_ROUTING,
                cache.servers());

        OfService told = new Simulation(List.of(), List.of(anywhere), Set.of(), Services.SMALL)
                .forecast()
                .services()
                .getFirst();

        assertThat(told.servers())
                .allSatisfy(server ->
                        assertThat(server.after().orElseThrow().flows()).isBetween(4_500L, 5_500L));
    }
}
