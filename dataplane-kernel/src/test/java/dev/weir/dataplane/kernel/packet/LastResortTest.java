package dev.weir.dataplane.kernel.packet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.model.Family;
import dev.weir.model.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a service does when none of its servers takes a connection: its overflow server, its sorry server, a reason. */
@Tag("root")
final class LastResortTest {
    private static final Stage TCP = new Stage(Family.IPV4, Protocol.TCP);

    private PacketPath path;
    private Clients clients;
    private PacketPath.Server regular;
    private PacketPath.Server overflow;
    private PacketPath.Server sorry;
    private int ports;

    @BeforeEach
    void load() {
        path = PacketPath.load(1024);
        clients = Clients.of(path, TCP);
        regular = path.server(TCP.real(1, 80), TCP.local(), "NAT");
        overflow = path.server(TCP.real(2, 80), TCP.local(), "NAT");
        sorry = path.server(TCP.real(3, 80), TCP.local(), "NAT");
    }

    @AfterEach
    void unload() {
        path.close();
    }

    private ServiceSetup full() {
        path.limit(regular, 1, 1);
        return ServiceSetup.of(TCP, "SLOT_BY_TURN", regular);
    }

    private ServiceSetup quiesced() {
        path.weigh(regular, 0);
        return ServiceSetup.of(TCP, "SLOT_BY_TURN");
    }

    private int open() {
        return clients.open(TCP.client(++ports));
    }

    @Test
    void whereAllAreFullTheOverflowServerTakesOverAndThenTheSorryServer() {
        path.serve(full().overflow(overflow).sorry(sorry));
        path.limit(overflow, 2, 2);
        path.limit(sorry, 1, 1);

        assertThat(open()).isEqualTo(regular.place());
        assertThat(path.notes("OVERFLOWED")).isZero();
        assertThat(open()).isEqualTo(overflow.place());
        assertThat(open()).isEqualTo(overflow.place());
        assertThat(path.notes("OVERFLOWED")).isEqualTo(2);
        assertThat(path.notes("SORRY")).isZero();
        assertThat(open()).isEqualTo(sorry.place());
        assertThat(path.notes("SORRY")).isEqualTo(1);
        clients.assertRefused(TCP.client(99), "SERVER_LIMIT");
        assertThat(path.notes("OVERFLOWED")).isEqualTo(2);
        assertThat(path.notes("SORRY")).isEqualTo(1);
    }

    @Test
    void whereNoneIsLeftTheSorryServerAnswersAndThenTheOverflowServer() {
        path.serve(quiesced().overflow(overflow).sorry(sorry));
        path.limit(sorry, 1, 1);
        path.limit(overflow, 1, 1);

        assertThat(open()).isEqualTo(sorry.place());
        assertThat(open()).isEqualTo(overflow.place());
        assertThat(path.notes("SORRY")).isEqualTo(1);
        assertThat(path.notes("OVERFLOWED")).isEqualTo(1);
        clients.assertRefused(TCP.client(99), "NO_SERVER");
    }

    @Test
    void eachStandsInForTheOther() {
        path.serve(full().sorry(sorry));
        assertThat(open()).isEqualTo(regular.place());
        assertThat(open()).isEqualTo(sorry.place());
        assertThat(path.notes("SORRY")).isEqualTo(1);
        assertThat(path.notes("OVERFLOWED")).isZero();
    }

    @Test
    void withoutOneTheReasonTellsFullFromGone() {
        int service = path.serve(full());
        open();
        clients.assertRefused(TCP.client(98), "SERVER_LIMIT");
        path.serve(service, quiesced());
        clients.assertRefused(TCP.client(99), "NO_SERVER");
    }

    @Test
    void oneOfWeightZeroIsNone() {
        path.serve(quiesced().overflow(overflow).sorry(sorry));
        path.weigh(sorry, 0);
        assertThat(open()).isEqualTo(overflow.place());
        path.weigh(overflow, 0);
        clients.assertRefused(TCP.client(99), "NO_SERVER");
    }

    @Test
    void itsConnectionsAreCountedLikeAnyAndStayWhenTheServersAreBack() {
        int service = path.serve(quiesced().sorry(sorry));
        assertThat(clients.establish(TCP.client(1))).isEqualTo(sorry.place());
        assertThat(path.active(sorry)).isEqualTo(1);
        assertThat(path.services().state(service, "connections")).isEqualTo(1);
        path.weigh(regular, 1);
        path.serve(service, ServiceSetup.of(TCP, "SLOT_BY_TURN", regular).sorry(sorry));

        assertThat(clients.send(TCP.client(1), Transport.ACK)).isEqualTo(sorry.place());
        assertThat(clients.open(TCP.client(2))).isEqualTo(regular.place());
    }

    @Test
    void aPersistentClientOfItFollowsWhenAServerIsBack() {
        int service = path.serve(quiesced().sorry(sorry).persistent(300));
        assertThat(open()).isEqualTo(sorry.place());
        assertThat(path.templates()).isZero();
        path.weigh(regular, 1);
        path.serve(
                service,
                ServiceSetup.of(TCP, "SLOT_BY_TURN", regular).sorry(sorry).persistent(300));

        assertThat(open()).isEqualTo(regular.place());
        assertThat(path.templates()).isEqualTo(1);
    }

    @Test
    void whatIsOneConnectionAlreadyIsNoNewOne() {
        path.serve(full().overflow(overflow));
        open();
        for (int i = 0; i < 3; i++) {
            assertThat(clients.open(TCP.client(1))).isEqualTo(regular.place());
        }
        assertThat(path.notes("OVERFLOWED")).isZero();
    }
}
