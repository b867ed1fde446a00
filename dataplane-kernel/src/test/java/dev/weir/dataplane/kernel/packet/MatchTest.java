package dev.weir.dataplane.kernel.packet;

import static dev.weir.dataplane.kernel.packet.Frames.assertOutcome;
import static dev.weir.dataplane.kernel.packet.PacketPath.DIRECTOR;
import static dev.weir.dataplane.kernel.packet.PacketPath.ROUTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.XdpVerdict;
import dev.weir.model.Endpoint;
import dev.weir.model.Family;
import dev.weir.model.IpAddress;
import dev.weir.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which service a packet is for: the narrowest match, an address before a port. */
@Tag("root")
final class MatchTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;

    @BeforeEach
    void load() {
        path = PacketPath.load(4096);
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private PacketPath.Server server(Stage stage, int number) {
        return path.server(stage.real(number, Stage.PORT), stage.local(), "DIRECT_ROUTING");
    }

    private static IpAddress any(Stage stage) {
        return IpAddress.parse(stage.family() == Family.IPV4 ? "0.0.0.0" : "::");
    }

    private static IpAddress elsewhere(Stage stage) {
        return IpAddress.parse(stage.family() == Family.IPV4 ? "203.0.113.80" : "2001:db8:e::80");
    }

    private int reached(Stage stage, IpAddress vip, int port) {
        return Clients.of(path, stage).to(new Endpoint(vip, port)).open(stage.client());
    }

    /** Services of each rank, the widest first; returns their servers' places. */
    private List<Integer> serveAllRanks(Stage stage) {
        IpAddress vip = stage.vip().address();
        List<Integer> places = new ArrayList<>();
        for (int rank = 0; rank < 6; rank++) {
            PacketPath.Server server = server(stage, rank + 1);
            IpAddress address = rank < 3 ? any(stage) : vip;
            int first = List.of(0, 8000, 8080).get(rank % 3);
            int last = List.of(0, 8999, 8080).get(rank % 3);
            path.serve(ServiceSetup.of("SLOT_BY_TURN", server).at(stage.protocol(), address, first, last));
            places.add(server.place());
        }
        return places;
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void theNarrowestMatchDecidesAnAddressBeforeAPort(Stage stage) {
        List<Integer> places = serveAllRanks(stage);
        IpAddress vip = stage.vip().address();

        assertThat(reached(stage, vip, 8080)).isEqualTo(places.get(5));
        assertThat(reached(stage, vip, 8081)).isEqualTo(places.get(4));
        assertThat(reached(stage, vip, 443)).isEqualTo(places.get(3));
        assertThat(reached(stage, elsewhere(stage), 8080)).isEqualTo(places.get(2));
        assertThat(reached(stage, elsewhere(stage), 8081)).isEqualTo(places.get(1));
        assertThat(reached(stage, elsewhere(stage), 443)).isEqualTo(places.get(0));
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void aRangeEndsWhereItSays(Stage stage) {
        PacketPath.Server server = server(stage, 1);
        IpAddress vip = stage.vip().address();
        path.serve(ServiceSetup.of("SLOT_BY_TURN", server).at(stage.protocol(), vip, 8001, 8999));

        for (int port : List.of(8001, 8002, 8063, 8064, 8191, 8192, 8703, 8704, 8998, 8999)) {
            assertThat(reached(stage, vip, port)).as("port %d", port).isEqualTo(server.place());
        }
        for (int port : List.of(80, 8000, 9000, 7999, 65_535)) {
            assertThat(reached(stage, vip, port)).as("port %d", port).isEqualTo(Clients.PASSED);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void aServiceIsOfOneProtocolAndOneFamily(Stage stage) {
        PacketPath.Server server = server(stage, 1);
        path.serve(ServiceSetup.of("SLOT_BY_TURN", server).at(stage.protocol(), any(stage), 0, 0));

        Stage.all()
                .forEach(other -> assertThat(reached(other, other.vip().address(), 80))
                        .as("%s", other)
                        .isEqualTo(other.equals(stage) ? server.place() : Clients.PASSED));
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void theDirectorsOwnAddressesAreReachedByNoServiceForAnyAddress(Stage stage) {
        PacketPath.Server server = server(stage, 1);
        path.serve(ServiceSetup.of("SLOT_BY_TURN", server).at(stage.protocol(), any(stage), 80, 80));
        path.putRole(elsewhere(stage), "ADDRESS_OWN");

        assertThat(reached(stage, elsewhere(stage), 80)).isEqualTo(Clients.PASSED);
        assertThat(reached(stage, stage.vip().address(), 80)).isEqualTo(server.place());
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void whatServersAndTheDirectorAskThemselvesReachesNoServiceForAnyAddress(Stage stage) {
        PacketPath.Server server = server(stage, 1);
        path.serve(ServiceSetup.of("SLOT_BY_TURN", server).at(stage.protocol(), any(stage), 0, 0));
        for (String role : List.of("ADDRESS_NAT_SERVER", "ADDRESS_SERVER", "ADDRESS_OWN")) {
            path.putRole(server.endpoint().address(), role);
            Endpoint asking = new Endpoint(server.endpoint().address(), 33_333);

            assertThat(Clients.of(path, stage).open(asking)).as(role).isEqualTo(Clients.PASSED);
        }
        assertThat(path.recorded()).isZero();
    }

    @Test
    void anOwnAddressIsStillReachedByTheServiceThatNamesIt() {
        PacketPath.Server server = server(TCP, 1);
        path.serve(ServiceSetup.of(TCP, "SLOT_BY_TURN", server));
        path.putRole(TCP.vip().address(), "ADDRESS_OWN");

        assertThat(reached(TCP, TCP.vip().address(), 80)).isEqualTo(server.place());
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void aServerWithoutAPortKeepsThePacketsInNatBothWays(Stage stage) {
        PacketPath.Server server = path.server(stage.real(1, 0), stage.local(), "NAT");
        path.serve(ServiceSetup.of("SLOT_BY_TURN", server)
                .at(stage.protocol(), stage.vip().address(), 0, 0));

        for (int port : List.of(80, 443, 65_535)) {
            Endpoint vip = new Endpoint(stage.vip().address(), port);
            Endpoint real = new Endpoint(server.endpoint().address(), port);
            Packet sent = stage.fromClient(stage.carrying(Transport.SYN, 21)).between(stage.client(), vip);
            Packet reply = stage.fromServer(server, stage.carrying(Transport.SYN | Transport.ACK, 33))
                    .between(real, stage.client());

            assertOutcome(
                    path.receive(sent),
                    XdpVerdict.TX,
                    sent.between(stage.client(), real)
                            .sentBy(DIRECTOR, server.mac())
                            .withTtl(63)
                            .frame());
            assertOutcome(
                    path.receive(reply),
                    XdpVerdict.TX,
                    reply.between(vip, stage.client())
                            .sentBy(DIRECTOR, ROUTER)
                            .withTtl(63)
                            .frame());
        }
        assertThat(path.recorded()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void anyAddressInNatAnswersFromTheAddressThatWasAsked(Stage stage) {
        PacketPath.Server server = path.server(stage.real(1, 80), stage.local(), "NAT");
        path.putRole(server.endpoint().address(), "ADDRESS_NAT_SERVER");
        path.serve(ServiceSetup.of("SLOT_BY_TURN", server).at(stage.protocol(), any(stage), 80, 80));
        Endpoint asked = new Endpoint(elsewhere(stage), 80);
        Packet reply = stage.fromServer(server, stage.carrying(Transport.SYN | Transport.ACK, 5));

        assertThat(Clients.of(path, stage).to(asked).open(stage.client())).isEqualTo(server.place());
        assertOutcome(
                path.receive(reply),
                XdpVerdict.TX,
                reply.between(asked, stage.client())
                        .sentBy(DIRECTOR, ROUTER)
                        .withTtl(63)
                        .frame());
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void aServiceOfSeveralAddressesAndPortsTakesTurnsOverAll(Stage stage) {
        PacketPath.Server first = server(stage, 1);
        PacketPath.Server second = server(stage, 2);
        IpAddress vip = stage.vip().address();
        path.serve(ServiceSetup.of("SLOT_BY_TURN", first, second)
                .at(stage.protocol(), vip, 80, 80)
                .at(stage.protocol(), vip, 443, 443)
                .at(stage.protocol(), elsewhere(stage), 0, 0));

        assertThat(List.of(
                        reached(stage, vip, 80),
                        reached(stage, vip, 443),
                        reached(stage, elsewhere(stage), 21),
                        reached(stage, elsewhere(stage), 80)))
                .containsExactly(first.place(), second.place(), first.place(), second.place());
    }

    @ParameterizedTest
    @MethodSource("dev.weir.dataplane.kernel.packet.Stage#all")
    void aPersistentClientHasOneServerOverAllOfAServicesPorts(Stage stage) {
        PacketPath.Server[] servers = {server(stage, 1), server(stage, 2), server(stage, 3)};
        IpAddress vip = stage.vip().address();
        path.serve(ServiceSetup.of("SLOT_BY_TURN", servers)
                .at(stage.protocol(), vip, 80, 80)
                .at(stage.protocol(), vip, 443, 443)
                .persistent(300));

        for (int client = 0; client < 30; client++) {
            Endpoint http = stage.client(client, 4000);
            Endpoint https = stage.client(client, 5000);
            assertThat(Clients.of(path, stage).to(new Endpoint(vip, 80)).open(http))
                    .isEqualTo(
                            Clients.of(path, stage).to(new Endpoint(vip, 443)).open(https))
                    .isEqualTo(servers[client % 3].place());
        }
        assertThat(path.templates()).isEqualTo(30);
    }
}
