package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Btf;

/** The maps that a plan changes, each behind the class that knows its records. */
record Tables(
        ServicesTable services,
        ServersTable servers,
        LoadsTable loads,
        CountersTable counters,
        RetiredTable retired,
        StateTable states,
        SlotsTable slots,
        Numbers numbers)
        implements AutoCloseable {

    static Tables of(Installation installation) {
        Btf btf = installation.btf();
        Numbers numbers = new Numbers(btf);
        return new Tables(
                new ServicesTable(
                        installation.map(MapName.SERVICES), installation.map(MapName.SERVICE_RANGES), btf, numbers),
                new ServersTable(installation.map(MapName.SERVERS), btf),
                new LoadsTable(installation.map(MapName.SERVER_LOADS), btf, numbers),
                new CountersTable(installation.map(MapName.SERVER_COUNTERS), btf),
                new RetiredTable(installation.map(MapName.SERVICE_RETIRED), btf),
                new StateTable(installation.map(MapName.SERVICE_STATE), btf),
                new SlotsTable(installation.map(MapName.SCHEDULER_SLOTS)),
                numbers);
    }

    @Override
    public void close() {
        servers.close();
        loads.close();
        retired.close();
        states.close();
        slots.close();
    }
}
