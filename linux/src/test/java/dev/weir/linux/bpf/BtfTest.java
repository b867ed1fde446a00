package dev.weir.linux.bpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.linux.Memory;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Layouts from the BTF of {@code sample.bpf.c}; no privilege needed. */
class BtfTest {
    private static Btf btf;
    private static RecordLayout server;

    @BeforeAll
    static void readSample() {
        try (BpfObject object = BpfObject.open("sample", Clang.compile("sample.bpf.c"))) {
            btf = object.btf();
        }
        server = btf.record("server");
    }

    @Test
    void fieldsLieWhereTheCompilerPutThem() {
        assertThat(server.size()).isEqualTo(56);
        assertThat(server.field("address")).isEqualTo(new Field("address", 0, 4, 4, Field.Content.UNSIGNED));
        assertThat(server.field("port").offset()).isEqualTo(4);
        assertThat(server.field("delta")).isEqualTo(new Field("delta", 6, 2, 2, Field.Content.SIGNED));
        assertThat(server.field("hop.mtu").offset()).isEqualTo(14);
        assertThat(server.field("hop.mac").count()).isEqualTo(6);
        assertThat(server.field("whole").offset()).isEqualTo(16);
        assertThat(server.field("slots").size()).isEqualTo(24);
        assertThat(server.field("slots[2].entry").offset()).isEqualTo(44);
        assertThat(server.field("reason").offset()).isEqualTo(48);
    }

    @Test
    void membersOfAnonymousUnionsAreTheStructsOwn() {
        assertThat(server.field("lower").offset()).isEqualTo(16);
        assertThat(server.field("upper").offset()).isEqualTo(20);
        assertThat(server.fieldNames())
                .containsExactly(
                        "address", "port", "delta", "hop", "whole", "lower", "upper", "slots", "reason", "pad");
    }

    @Test
    void valuesComeBackAsTheyWereSet() {
        Memory memory = server.allocate();
        server.field("delta").set(memory, -5);
        server.field("hop.mtu").set(memory, 65535);
        server.field("whole").set(memory, -1);
        server.field("upper").set(memory, 0xffff_0000L);
        server.field("hop.mac").setBytes(memory, new byte[] {2, 0, 0, 0, 0, 9});

        assertThat(server.field("delta").get(memory)).isEqualTo(-5);
        assertThat(server.field("hop.mtu").get(memory)).isEqualTo(65535);
        assertThat(server.field("whole").get(memory)).isEqualTo(0xffff_0000_ffff_ffffL);
        assertThat(server.field("hop.mac").getBytes(memory)).containsExactly(2, 0, 0, 0, 0, 9);
        assertThat(server.field("hop.mac").element(5).get(memory)).isEqualTo(9);
    }

    @Test
    void portsGoInNetworkOrder() {
        Memory memory = server.allocate();
        Field port = server.field("port");

        port.setNetworkOrder(memory, 0xff02);

        assertThat(port.getBytes(memory)).containsExactly(0xff, 0x02);
        assertThat(port.getNetworkOrder(memory)).isEqualTo(0xff02);
    }

    @Test
    void recordsOfAnArrayLieOneAfterTheOther() {
        Memory three = server.allocate(3);
        Field mtu = server.field("hop.mtu");

        mtu.set(server.at(three, 2), 1500);

        assertThat(three.size()).isEqualTo(3 * 56);
        assertThat(mtu.get(three, 2 * server.size())).isEqualTo(1500);
    }

    @Test
    void valueThatDoesNotFitIsRefused() {
        Memory memory = server.allocate();

        assertThatThrownBy(() -> server.field("hop.mtu").set(memory, 65536)).hasMessageContaining("hop.mtu of 2 bytes");
        assertThatThrownBy(() -> server.field("hop.mtu").set(memory, -1)).hasMessageContaining("can't hold -1");
        assertThatThrownBy(() -> server.field("delta").set(memory, 32768)).hasMessageContaining("can't hold 32768");
        assertThatThrownBy(() -> server.field("hop").get(memory)).hasMessageContaining("is no integer");
        assertThatThrownBy(() -> server.field("slots[0]").set(memory, 1)).hasMessageContaining("is no integer");
    }

    @Test
    void missingFieldIsToldWithWhatThereIs() {
        assertThatThrownBy(() -> server.field("wieght"))
                .isInstanceOf(BtfException.class)
                .hasMessageContaining("struct server of 56 bytes has no field 'wieght'")
                .hasMessageContaining("address, port, delta");
        assertThatThrownBy(() -> server.field("slots[3].tag")).hasMessageContaining("no element 3");
        assertThatThrownBy(() -> server.field("address.x")).hasMessageContaining("no struct");
        assertThatThrownBy(() -> server.field("hop..mtu")).hasMessageContaining("no path");
        assertThatThrownBy(() -> btf.record("sever")).hasMessageContaining("no struct 'sever'");
    }

    @Test
    void enumsAreReadByName() {
        assertThat(btf.enumeration("verdict_reason"))
                .containsExactly(
                        Map.entry("REASON_NONE", 0L), Map.entry("REASON_SHORT", 1L), Map.entry("REASON_LOUD", 200L));
        assertThat(btf.constant("REASON_LOUD")).isEqualTo(200);
        assertThatThrownBy(() -> btf.enumeration("reasons")).hasMessageContaining("no enum 'reasons'");
    }

    @Test
    void sectionsAreRecordsOfTheirVariables() {
        RecordLayout constants = btf.section(".rodata");

        assertThat(constants.fieldNames()).containsExactlyInAnyOrder("wanted_verdict", "limit");
        assertThat(constants.field("wanted_verdict").offset())
                .isNotEqualTo(constants.field("limit").offset());
    }

    /** Whatever the bytes are, the parser answers or throws its own exception: it never runs away. */
    @Test
    void damagedBtfIsRefusedNotFollowed() {
        byte[] sound = SampleBtf.raw();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = damage(sound, random);
            try {
                Btf parsed = Btf.parse(damaged);
                parsed.record("server").field("slots[1].tag");
                parsed.section(".rodata").fieldNames();
            } catch (BtfException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static byte[] damage(byte[] sound, Random random) {
        byte[] damaged = Arrays.copyOf(sound, random.nextInt(8) == 0 ? random.nextInt(sound.length) : sound.length);
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && damaged.length > 0; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
