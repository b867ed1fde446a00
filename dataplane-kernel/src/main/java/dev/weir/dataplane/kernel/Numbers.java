package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.Btf;
import dev.weir.model.ConnectionState;
import dev.weir.model.ForwardingMethod;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The numbers by which the maps name what the model names by enums; those of the packet path come from its BTF. */
final class Numbers {
    private static final long MILLIS_A_SECOND = 1_000;

    private final Map<ForwardingMethod, Long> methods = new EnumMap<>(ForwardingMethod.class);
    private final Map<Scheduler, Long> kinds = new EnumMap<>(Scheduler.class);
    private final Map<ConnectionState, Long> states = new EnumMap<>(ConnectionState.class);
    private final Map<ServerRole, Long> roles = new EnumMap<>(ServerRole.class);
    private final long millisATick;

    Numbers(Btf btf) {
        for (ForwardingMethod method : ForwardingMethod.values()) {
            methods.put(method, btf.constant("METHOD_" + method.name()));
        }
        for (Scheduler scheduler : Scheduler.values()) {
            kinds.put(scheduler, btf.constant(kindName(scheduler)));
        }
        for (ConnectionState state : ConnectionState.values()) {
            states.put(state, btf.constant("CONN_" + state.name()));
        }
        for (ServerRole role : ServerRole.values()) {
            roles.put(role, btf.constant("ROLE_" + role.name()));
        }
        millisATick = MILLIS_A_SECOND / btf.constant("TICKS_A_SECOND");
    }

    private static String kindName(Scheduler scheduler) {
        return switch (scheduler) {
            case RR, WRR -> "SLOT_BY_TURN";
            case SH, MH -> "SLOT_BY_CLIENT";
            case LC -> "LEAST_CONNECTION";
            case WLC -> "LEAST_FOR_WEIGHT";
            case DH -> "SLOT_BY_DESTINATION";
            case SED -> "SHORTEST_DELAY";
            case NQ -> "NEVER_QUEUE";
            case FO -> "FIRST_AVAILABLE";
            case OVF -> "FIRST_WITH_ROOM";
            case TWOS -> "LIGHTER_OF_TWO";
            case LEAST_LATENCY -> "SOONER_OF_TWO";
            case LBLC -> "BY_LOCALITY";
            case LBLCR -> "BY_REPLICATED_LOCALITY";
        };
    }

    /** How the packet path picks a server for this scheduler. */
    long kindOf(Scheduler scheduler) {
        return kinds.getOrDefault(scheduler, 0L);
    }

    /** The director's own number, for several schedulers are of one kind. It stands in maps: never change one. */
    static int of(Scheduler scheduler) {
        return switch (scheduler) {
            case RR -> 1;
            case WRR -> 2;
            case LC -> 3;
            case WLC -> 4;
            case SH -> 5;
            case MH -> 6;
            case DH -> 7;
            case SED -> 8;
            case NQ -> 9;
            case FO -> 10;
            case OVF -> 11;
            case TWOS -> 12;
            case LBLC -> 13;
            case LBLCR -> 14;
            case LEAST_LATENCY -> 15;
        };
    }

    static Scheduler scheduler(long number) {
        for (Scheduler scheduler : Scheduler.values()) {
            if (of(scheduler) == number) {
                return scheduler;
            }
        }
        throw new IllegalArgumentException("no scheduler has the number " + number);
    }

    long of(ForwardingMethod method) {
        return methods.getOrDefault(method, 0L);
    }

    ForwardingMethod method(long number) {
        for (ForwardingMethod method : ForwardingMethod.values()) {
            if (of(method) == number) {
                return method;
            }
        }
        throw new IllegalArgumentException("no forwarding method has the number " + number);
    }

    /** The state of a recorded connection; none for the numbers of what is none, or none any more. */
    Optional<ConnectionState> connectionState(int number) {
        return states.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    int of(ConnectionState state) {
        return Math.toIntExact(states.getOrDefault(state, 0L));
    }

    long of(ServerRole role) {
        return roles.getOrDefault(role, 0L);
    }

    ServerRole role(long number) {
        for (ServerRole role : ServerRole.values()) {
            if (of(role) == number) {
                return role;
            }
        }
        throw new IllegalArgumentException("no role of a server has the number " + number);
    }

    /** A time in ticks of the packet path's clock. */
    long ticks(Duration time) {
        return time.toMillis() / millisATick;
    }

    Duration ofTicks(long ticks) {
        return Duration.ofMillis(ticks * millisATick);
    }
}
