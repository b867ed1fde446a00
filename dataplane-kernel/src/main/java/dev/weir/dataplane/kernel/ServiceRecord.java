package dev.weir.dataplane.kernel;

import dev.weir.dataplane.kernel.ServiceEntry.LastResorts;
import dev.weir.dataplane.kernel.ServiceEntry.Table;
import dev.weir.linux.Memory;
import dev.weir.linux.bpf.Btf;
import dev.weir.linux.bpf.Field;
import dev.weir.linux.bpf.RecordLayout;
import dev.weir.model.Limits;
import dev.weir.model.Match;
import dev.weir.model.Persistence;
import dev.weir.model.ServiceFlag;
import dev.weir.model.ServiceOptions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes and reads a {@code struct service}, which a service has one of for each of its keys. */
final class ServiceRecord {
    private final Numbers numbers;
    private final RecordLayout layout;
    private final long primary;
    private final Map<ServiceFlag, Long> flagBits = new EnumMap<>(ServiceFlag.class);

    private final Field index;
    private final Field slotsBase;
    private final Field slots;
    private final Field kind;
    private final Field method;
    private final Field scheduler;
    private final Field flags;
    private final Field overflow;
    private final Field sorry;
    private final Field limit;
    private final Field clientLimit;
    private final Field clientRate;
    private final Field persistence;
    private final Field ipv4Prefix;
    private final Field ipv6Prefix;
    private final Field boundedLoad;
    private final Field slowStart;
    private final Field totalPull;
    private final Field clientIpv4Prefix;
    private final Field clientIpv6Prefix;
    private final DeliveryFields delivery;
    private final Field firstPort;
    private final Field lastPort;

    ServiceRecord(Btf btf, Numbers numbers) {
        this.numbers = numbers;
        layout = btf.record("service");
        primary = btf.constant("SERVICE_PRIMARY");
        for (ServiceFlag flag : ServiceFlag.values()) {
            flagBits.put(flag, btf.constant(constantOf(flag)));
        }
        index = layout.field("index");
        slotsBase = layout.field("slots_base");
        slots = layout.field("slots");
        kind = layout.field("kind");
        method = layout.field("method");
        scheduler = layout.field("scheduler");
        flags = layout.field("flags");
        overflow = layout.field("overflow");
        sorry = layout.field("sorry");
        limit = layout.field("limit");
        clientLimit = layout.field("client_limit");
        clientRate = layout.field("client_rate");
        persistence = layout.field("persistence");
        ipv4Prefix = layout.field("ipv4_prefix");
        ipv6Prefix = layout.field("ipv6_prefix");
        boundedLoad = layout.field("bounded_load");
        slowStart = layout.field("slow_start");
        totalPull = layout.field("total_pull");
        clientIpv4Prefix = layout.field("client_ipv4_prefix");
        clientIpv6Prefix = layout.field("client_ipv6_prefix");
        delivery = new DeliveryFields(btf, layout);
        firstPort = layout.field("first_port");
        lastPort = layout.field("last_port");
    }

    private static String constantOf(ServiceFlag flag) {
        return switch (flag) {
            case HASH_PORT -> "SERVICE_HASHES_PORT";
            case FALLBACK -> "SERVICE_FALLS_BACK";
            case ONE_PACKET -> "SERVICE_ONE_PACKET";
            case HOLD_GONE -> "SERVICE_HOLDS_GONE";
            case EXPIRE_QUIESCENT -> "SERVICE_EXPIRES_QUIESCENT";
            case FTP -> "SERVICE_FTP";
        };
    }

    /**
     * The record for one match of a service.
     *
     * @param isPrimary whether that is what the service is known by
     */
    Memory write(ServiceEntry entry, Match match, boolean isPrimary) {
        Memory record = layout.allocate();
        index.set(record, entry.index());
        slotsBase.set(record, entry.table().base());
        slots.set(record, entry.table().slots());
        kind.set(record, numbers.kindOf(entry.scheduler()));
        method.set(record, numbers.of(entry.method()));
        scheduler.set(record, Numbers.of(entry.scheduler()));
        flags.set(record, bitsOf(entry.options().flags()) | (isPrimary ? primary : 0));
        overflow.set(record, entry.lastResorts().overflow());
        sorry.set(record, entry.lastResorts().sorry());
        totalPull.set(record, entry.totalPull());
        firstPort.setNetworkOrder(record, match.firstPort());
        lastPort.setNetworkOrder(record, match.lastPort());
        writeOptions(record, entry.options());
        return record;
    }

    private void writeOptions(Memory record, ServiceOptions options) {
        limit.set(record, options.limits().connections());
        clientLimit.set(record, options.limits().clientConnections());
        clientRate.set(record, options.limits().clientRate());
        clientIpv4Prefix.set(record, options.limits().ipv4Prefix());
        clientIpv6Prefix.set(record, options.limits().ipv6Prefix());
        delivery.write(record, options.delivery(), options.protection());
        boundedLoad.set(record, options.boundedLoad());
        slowStart.set(record, options.slowStart().toSeconds());
        options.persistence().ifPresent(asked -> {
            persistence.set(record, numbers.ticks(asked.timeout()));
            ipv4Prefix.set(record, asked.ipv4Prefix());
            ipv6Prefix.set(record, asked.ipv6Prefix());
        });
    }

    private long bitsOf(Set<ServiceFlag> set) {
        return set.stream().mapToLong(flag -> flagBits.getOrDefault(flag, 0L)).sum();
    }

    boolean isPrimary(Memory records, long base) {
        return (flags.get(records, base) & primary) != 0;
    }

    int firstPort(Memory records, long base) {
        return (int) firstPort.getNetworkOrder(records, base);
    }

    int lastPort(Memory records, long base) {
        return (int) lastPort.getNetworkOrder(records, base);
    }

    /** What the record that begins at a base says, which is nothing of other matches than its own. */
    ServiceEntry read(Memory records, long base) {
        return new ServiceEntry(
                (int) index.get(records, base),
                new Table((int) slotsBase.get(records, base), (int) slots.get(records, base)),
                new LastResorts((int) overflow.get(records, base), (int) sorry.get(records, base)),
                totalPull.get(records, base),
                Numbers.scheduler(scheduler.get(records, base)),
                numbers.method(method.get(records, base)),
                readOptions(records, base));
    }

    private ServiceOptions readOptions(Memory records, long base) {
        Limits limits = new Limits(
                (int) limit.get(records, base),
                (int) clientLimit.get(records, base),
                (int) clientRate.get(records, base),
                (int) clientIpv4Prefix.get(records, base),
                (int) clientIpv6Prefix.get(records, base));
        return new ServiceOptions(
                0,
                List.of(),
                readFlags(records, base),
                (int) boundedLoad.get(records, base),
                Duration.ofSeconds(slowStart.get(records, base)),
                readPersistence(records, base),
                limits,
                delivery.delivery(records, base),
                delivery.protection(records, base));
    }

    private Set<ServiceFlag> readFlags(Memory records, long base) {
        long bits = flags.get(records, base);
        Set<ServiceFlag> set = EnumSet.noneOf(ServiceFlag.class);
        flagBits.forEach((flag, bit) -> {
            if ((bits & bit) != 0) {
                set.add(flag);
            }
        });
        return set;
    }

    private Optional<Persistence> readPersistence(Memory records, long base) {
        long ticks = persistence.get(records, base);
        return ticks == 0
                ? Optional.empty()
                : Optional.of(new Persistence(numbers.ofTicks(ticks), (int) ipv4Prefix.get(records, base), (int)
                        ipv6Prefix.get(records, base)));
    }
}
