package dev.weir.director;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.Plan;
import dev.weir.director.DirectorStatus.Trouble;
import dev.weir.director.DirectorStatus.Trouble.Kind;
import dev.weir.director.DirectorStatus.UnresolvedServer;
import dev.weir.director.PlaneFactory.Attached;
import dev.weir.model.ConnectionState;
import dev.weir.model.DesiredState;
import dev.weir.model.IpAddress;
import dev.weir.model.RealServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A director on fakes, turned by hand: what comes in, and the whole list of what it does then. */
class DirectorTest {
    private static final String ONE_SERVER = """
            director:
              interfaces: [eth0]
            services:
              - vip: 192.0.2.10
                port: 80
                servers:
                  - {address: 10.0.0.1}
            """;
    private static final String TWO_SERVERS = ONE_SERVER + "      - {address: 10.0.0.2, weight: 3}\n";
    private static final String BAD = ONE_SERVER.replace("10.0.0.1}", "10.0.0.1, weigth: 2}");

    @TempDir
    private Path folder;

    private final List<String> events = new ArrayList<>();
    private final FakeNetwork network = new FakeNetwork(events);
    private final FakePlaneFactory planes = new FakePlaneFactory(events);
    private final FakeTicker ticker = new FakeTicker();

    private Director director;

    @BeforeEach
    void writeFile() throws IOException {
        Files.writeString(file(), ONE_SERVER);
        network.reach("10.0.0.1", 1);
        network.reach("10.0.0.2", 2);
        director = director();
    }

    @Test
    void firstRoundPutsTheFileInForce() {
        director.work();
        assertThat(plans())
                .containsExactly(List.of(
                        "add service TCP 192.0.2.10:80 (WLC, NAT)",
                        "add server 10.0.0.1:80 (weight 1) to TCP 192.0.2.10:80",
                        "reach 10.0.0.1:80 of TCP 192.0.2.10:80 by 02:00:00:00:01:01 on interface 2"));
        assertThat(events)
                .containsExactly(
                        "look at 1 ways",
                        "keep resolved [10.0.0.1]",
                        "open on eth0",
                        "observe",
                        "put 192.0.2.10 on eth0");
        assertThat(director.status().revision()).isEqualTo(1);
        assertThat(director.status().troubles()).isEmpty();
        assertThat(director.status().addedAddresses()).containsExactly(IpAddress.parse("192.0.2.10"));
        assertThat(director.status().planeFacts()).containsEntry("plane", "fake");
    }

    @Test
    void nextDirectorFindsNothingToDo() {
        director.work();
        planes.plane().close();
        Director next = director();
        next.work();
        assertThat(plans()).hasSize(1);
        assertThat(next.status().revision()).isEqualTo(1);
    }

    @Test
    void changedFileIsAppliedWhenItHasSettled() throws IOException {
        director.work();
        Files.writeString(file(), TWO_SERVERS);
        director.fileChanged();
        director.work();
        assertThat(plans()).hasSize(1);
        ticker.advance(DirectorLoop.FILE_SETTLES);
        director.work();
        assertThat(plans().getLast())
                .containsExactly(
                        "add server 10.0.0.2:80 (weight 3) to TCP 192.0.2.10:80",
                        "reach 10.0.0.2:80 of TCP 192.0.2.10:80 by 02:00:00:00:01:02 on interface 2");
        assertThat(director.status().revision()).isEqualTo(2);
    }

    @Test
    void changeOfOneServerLooksAtItsWayOnly() throws IOException {
        director.work();
        events.clear();
        changeFile(TWO_SERVERS);
        assertThat(events).containsExactly("look at 1 ways", "keep resolved [10.0.0.1, 10.0.0.2]");
    }

    @Test
    void fileThatSaysTheSameKeepsItsRevision() throws IOException {
        director.work();
        changeFile("# a comment\n" + ONE_SERVER);
        assertThat(director.status().revision()).isEqualTo(1);
        assertThat(plans()).hasSize(1);
    }

    @Test
    void badFileIsToldAndTheLastGoodStateStays() throws IOException {
        director.work();
        changeFile(BAD);
        assertThat(plans()).hasSize(1);
        Trouble trouble = director.status().troubles().getFirst();
        assertThat(trouble.kind()).isEqualTo(Kind.FILE);
        assertThat(trouble.text())
                .startsWith(file() + ":7:29: ")
                .contains("weigth: 2", "^")
                .endsWith("Until that is mended, revision 1 stays in force.");
        assertThat(director.desired()).map(DesiredState::revision).hasValue(1L);
    }

    @Test
    void mendedFileEndsTheTrouble() throws IOException {
        director.work();
        changeFile(BAD);
        changeFile(TWO_SERVERS);
        assertThat(director.status().troubles()).isEmpty();
        assertThat(director.status().revision()).isEqualTo(2);
    }

    @Test
    void badFileAtStartLeavesWhatRanBefore() throws IOException {
        director.work();
        planes.plane().close();
        Files.writeString(file(), BAD);
        Director next = director();
        next.work();
        assertThat(next.status().troubles()).hasSize(1);
        assertThat(next.status().troubles().getFirst().text()).endsWith("what ran before goes on.");
        assertThat(next.desired()).isEmpty();
        assertThat(plans()).hasSize(1);
        assertThatThrownBy(next::statistics).hasMessageContaining("no data plane is open");
    }

    @Test
    void vanishedFileIsToldUntilItIsBack() throws IOException {
        director.work();
        Files.delete(file());
        settle();
        assertThat(director.status().troubles()).extracting(Trouble::kind).containsExactly(Kind.FILE);
        Files.writeString(file(), ONE_SERVER);
        settle();
        assertThat(director.status().troubles()).isEmpty();
        assertThat(director.status().revision()).isEqualTo(1);
    }

    @Test
    void planeFailureIsRetriedEverLater() throws IOException {
        director.work();
        planes.plane().failOn(change -> change instanceof Change.AddServer);
        changeFile(TWO_SERVERS);
        assertThat(director.status().troubles()).extracting(Trouble::kind).containsExactly(Kind.PLANE);
        assertThat(director.status().revision()).isEqualTo(1);
        List<Integer> tries = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            tries.add(plans().size());
            ticker.advance(Director.FIRST_RETRY);
            director.work();
        }
        assertThat(tries).containsExactly(2, 3, 3, 4, 4, 4, 4);
    }

    @Test
    void planeThatRecoversTakesWhatIsWanted() throws IOException {
        director.work();
        planes.plane().failOn(change -> change instanceof Change.AddServer);
        changeFile(TWO_SERVERS);
        planes.plane().failOn(change -> false);
        ticker.advance(Director.FIRST_RETRY);
        director.work();
        assertThat(director.status().troubles()).isEmpty();
        assertThat(director.status().revision()).isEqualTo(2);
    }

    @Test
    void planeThatCannotBeOpenedIsTriedAgain() {
        planes.refuse("no such interface eth0");
        director.work();
        assertThat(director.status().troubles()).extracting(Trouble::text).containsExactly("no such interface eth0");
        planes.refuse("");
        ticker.advance(Director.FIRST_RETRY);
        director.work();
        assertThat(director.status().troubles()).isEmpty();
        assertThat(director.status().revision()).isEqualTo(1);
    }

    @Test
    void nextHopEventLeadsToOneSetNextHop() {
        director.work();
        network.reach("10.0.0.1", 9);
        network.reach("10.0.0.1", 9);
        director.work();
        ticker.advance(DirectorLoop.NETWORK_SETTLES);
        director.work();
        assertThat(plans()).hasSize(2);
        assertThat(plans().getLast())
                .containsExactly("reach 10.0.0.1:80 of TCP 192.0.2.10:80 by 02:00:00:00:01:09 on interface 2");
    }

    @Test
    void networkEventWithoutAnyChangeChangesNothing() {
        director.work();
        network.stir();
        director.work();
        ticker.advance(DirectorLoop.NETWORK_SETTLES);
        director.work();
        assertThat(events).endsWith("look at 1 ways", "keep resolved [10.0.0.1]");
        assertThat(plans()).hasSize(1);
    }

    @Test
    void serverWithoutAWayIsToldAndReachedLater() {
        network.lose("10.0.0.1", "10.0.0.1 does not answer on eth0");
        director.work();
        assertThat(plans().getFirst()).hasSize(2);
        assertThat(director.status().unresolved())
                .containsExactly(new UnresolvedServer(IpAddress.parse("10.0.0.1"), "10.0.0.1 does not answer on eth0"));
        network.reach("10.0.0.1", 1);
        director.work();
        ticker.advance(DirectorLoop.NETWORK_SETTLES);
        director.work();
        assertThat(director.status().unresolved()).isEmpty();
        assertThat(plans().getLast()).hasSize(1).first().asString().startsWith("reach 10.0.0.1:80");
    }

    @Test
    void driftIsFoundAndMendedByVerifying() {
        director.work();
        RealServer stranger = director.desired()
                .orElseThrow()
                .services()
                .getFirst()
                .servers()
                .getFirst()
                .withWeight(7);
        planes.plane()
                .apply(new Plan(List.of(new Change.ChangeWeight(
                        director.desired().orElseThrow().services().getFirst().key(), stranger))));
        ticker.advance(Director.VERIFY_EVERY);
        director.work();
        assertThat(plans().getLast()).containsExactly("change weight of 10.0.0.1:80 of TCP 192.0.2.10:80 to 1");
    }

    @Test
    void addressThatCannotBePutIsToldAndTriedAgain() {
        network.refuseAddresses("eth0 is missing");
        director.work();
        assertThat(director.status().revision()).isEqualTo(1);
        assertThat(director.status().troubles())
                .containsExactly(new Trouble(Kind.ADDRESSES, ticker.now(), "eth0 is missing"));
        network.refuseAddresses("");
        ticker.advance(Director.FIRST_RETRY);
        director.work();
        assertThat(director.status().troubles()).isEmpty();
        assertThat(events).endsWith("put 192.0.2.10 on eth0");
    }

    @Test
    void newInterfacesOpenThePlaneAnew() throws IOException {
        director.work();
        events.clear();
        changeFile(ONE_SERVER.replace("[eth0]", "[eth0, eth1]"));
        assertThat(events).contains("open on eth0 eth1");
        assertThat(plans()).hasSize(1);
    }

    @Test
    void anotherWayOfAttachingOpensThePlaneAnewAndIsTold() throws IOException {
        director.work();
        events.clear();
        changeFile(ONE_SERVER.replace("[eth0]", "[{name: eth0, attach: tc}]"));

        assertThat(events).contains("open on eth0");
        assertThat(director.status().attached()).containsEntry("eth0", new Attached("TC", "as the file says"));
    }

    @Test
    void interfaceThatWasReplacedOpensThePlaneAnew() {
        director.work();
        events.clear();
        network.replaceInterface(7);
        director.work();
        ticker.advance(DirectorLoop.NETWORK_SETTLES);
        director.work();
        assertThat(events).containsExactly("look at 1 ways", "keep resolved [10.0.0.1]", "open on eth0", "observe");
        assertThat(director.status().interfaces().getFirst().index()).isEqualTo(7);
    }

    @Test
    void newTimeoutsAreSetWithoutOpeningAnew() throws IOException {
        director.work();
        events.clear();
        changeFile(ONE_SERVER.replace("services:", "  timeouts: {udp: 7s}\nservices:"));
        assertThat(events).isEmpty();
        assertThat(planes.plane().timeouts().of(ConnectionState.UDP)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void planTellsTheChangesAndMakesNone() {
        director.work();
        events.clear();
        Outcome outcome = director.planNow("new.yaml", TWO_SERVERS);
        assertThat(((Outcome.Planned) outcome).plan().changes()).hasSize(2);
        assertThat(plans()).hasSize(1);
        assertThat(events).containsExactly("look at 1 ways");
    }

    @Test
    void appliedTextIsInForceAndInTheFile() throws IOException {
        director.work();
        Outcome outcome = director.applyNow("new.yaml", TWO_SERVERS);
        assertThat(((Outcome.Applied) outcome).revision()).isEqualTo(2);
        assertThat(((Outcome.Applied) outcome).plan().changes()).hasSize(2);
        assertThat(Files.readString(file())).isEqualTo(TWO_SERVERS);
        assertThat(director.status().revision()).isEqualTo(2);
        settle();
        assertThat(plans()).hasSize(2);
    }

    @Test
    void badTextIsRefusedAndTheFileStays() throws IOException {
        director.work();
        Outcome outcome = director.applyNow("new.yaml", BAD);
        assertThat(((Outcome.Refused) outcome).problems().getFirst().render()).startsWith("new.yaml:7:29: ");
        assertThat(Files.readString(file())).isEqualTo(ONE_SERVER);
        assertThat(plans()).hasSize(1);
    }

    @Test
    void textThatThePlaneFailsOnIsUndone() throws IOException {
        director.work();
        planes.plane().failOn(change -> change instanceof Change.SetNextHop);
        Outcome outcome = director.applyNow("new.yaml", TWO_SERVERS);
        assertThat(((Outcome.Failed) outcome).reason())
                .contains("fails, as the test asked", "revision 1 stays in force");
        assertThat(Files.readString(file())).isEqualTo(ONE_SERVER);
        assertThat(plans().getLast()).containsExactly("remove server 10.0.0.2:80 from TCP 192.0.2.10:80");
        assertThat(director.desired()).map(DesiredState::revision).hasValue(1L);
        assertThat(director.status().troubles()).isEmpty();
    }

    @Test
    void appliedTextMendsABadFile() throws IOException {
        director.work();
        changeFile(BAD);
        director.applyNow("new.yaml", ONE_SERVER);
        assertThat(director.status().troubles()).isEmpty();
        assertThat(Files.readString(file())).isEqualTo(ONE_SERVER);
    }

    @Test
    void appliedTextEndsTheTroubleOfAFileThatThePlaneFailedOn() throws IOException {
        director.work();
        planes.plane().failOn(change -> change instanceof Change.AddServer);
        changeFile(TWO_SERVERS);
        assertThat(director.status().troubles()).extracting(Trouble::kind).containsExactly(Kind.PLANE);
        assertThat(director.applyNow("new.yaml", ONE_SERVER)).isInstanceOf(Outcome.Applied.class);
        assertThat(director.status().troubles()).isEmpty();
    }

    @Test
    void applyMeasuresItsTime() {
        director.work();
        assertThat(director.status().lastApply()).isZero();
        planes.plane().failOn(change -> {
            ticker.advance(Duration.ofMillis(7));
            return false;
        });
        director.applyNow("new.yaml", TWO_SERVERS);
        assertThat(director.status().lastApply()).isEqualTo(Duration.ofMillis(14));
        assertThat(director.status().revisionAt()).isEqualTo(ticker.now());
        assertThat(director.status().startedAt()).isEqualTo(ticker.now().minusMillis(14));
    }

    @Test
    void startedDirectorAnswersOtherThreadsUntilItIsClosed() {
        Director started = Director.start(options(), planes, secret(), network);
        assertThat(started.status().revision()).isEqualTo(1);
        assertThat(started.plan("new.yaml", TWO_SERVERS)).isInstanceOf(Outcome.Planned.class);
        assertThat(started.apply("new.yaml", TWO_SERVERS)).isInstanceOf(Outcome.Applied.class);
        assertThat(started.status().revision()).isEqualTo(2);
        assertThat(started.statistics().services()).hasSize(1);
        started.close();
        assertThat(planes.plane().isOpen()).isFalse();
    }

    private Path file() {
        return folder.resolve("cluster.yaml");
    }

    private DirectorOptions options() {
        return new DirectorOptions(file(), folder.resolve("run"), folder.resolve("pins"), folder.resolve("state"));
    }

    private HashSecret secret() {
        return HashSecret.of(folder.resolve("state"), new SecureRandom());
    }

    private Director director() {
        return new Director(options(), new PlaneKeeper(planes, folder.resolve("pins"), secret()), network, ticker);
    }

    private void changeFile(String text) throws IOException {
        Files.writeString(file(), text);
        settle();
    }

    private void settle() {
        director.fileChanged();
        director.work();
        ticker.advance(DirectorLoop.FILE_SETTLES);
        director.work();
    }

    private List<List<String>> plans() {
        return planes.plane().appliedPlans().stream()
                .map(plan -> plan.changes().stream().map(Change::toString).toList())
                .toList();
    }
}
