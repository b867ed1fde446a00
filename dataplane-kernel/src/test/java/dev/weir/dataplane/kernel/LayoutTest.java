package dev.weir.dataplane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.linux.bpf.BpfMap;
import dev.weir.linux.bpf.BpfObject;
import dev.weir.linux.bpf.Btf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layouts that Java reads from the object's BTF are those of the maps as the kernel has them. */
@Tag("root")
final class LayoutTest {
    private static final long CACHE_LINE = 64;

    private final TestStage stage = TestStage.set();
    private final BpfObject object = BpfObject.open("weir", Installation.readObject());
    private final Btf btf = object.btf();

    @BeforeEach
    void load() {
        stage.open().close();
    }

    @AfterEach
    void strike() {
        object.close();
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONN_ENTRIES, conn_entry",
        "CONN_INDEX, conn_bucket",
        "CONN_NOTES, conn_note",
        "CONN_SHIFTS, conn_shifts",
        "CLIENTS, client_count",
        "LOCALITIES, locality",
        "SINGLES, single",
        "SERVICES, service",
        "SERVICE_RANGES, service",
        "SERVICE_STATE, service_state",
        "SERVICE_RETIRED, server_counters",
        "SERVERS, server",
        "SERVER_LOADS, server_load",
        "SERVER_COUNTERS, server_counters",
        "INTERFACES, interface",
        "RUNTIME, runtime",
        "IDENTITY, identity"
    })
    void recordIsAsLongAsTheMapsValues(MapName name, String record) {
        try (BpfMap map = BpfMap.openPinned(stage.pins().map(name))) {
            assertThat(btf.record(record).size()).isEqualTo(map.info().valueSize());
        }
    }

    @ParameterizedTest
    @CsvSource({"conn_entry", "conn_bucket", "server"})
    void recordsOfTheHotPathAreOneCacheLine(String record) {
        assertThat(btf.record(record).size()).isEqualTo(CACHE_LINE);
    }

    @Test
    void digestIsTheSameForTheSameObjectAndOfAllItsBits() {
        assertThat(LayoutDigest.of(btf)).hasSize(32).isEqualTo(LayoutDigest.of(object.btf()));
    }
}
