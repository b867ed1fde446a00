package dev.weir.simulation;

import dev.weir.model.Endpoint;
import dev.weir.model.Scheduler;
import dev.weir.model.ServerRole;
import dev.weir.model.ServiceKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a change would do.
 *
 * @param services those that it would change, or that were asked for
 * @param unchanged how many others there are
 * @param unknownFlows recorded flows that tell nothing: their service or their server was not there before
 */
public record Forecast(List<OfService> services, int unchanged, long unknownFlows) {
    public Forecast {
        services = List.copyOf(services);
    }

    /** Where a share comes from. */
    public enum Basis {
        /** It is exact: the server's part of the scheduler's slots. */
        SLOTS,
        /** It was counted over the simulated flows. */
        FLOWS
    }

    /**
     * What would become of one service.
     *
     * @param key what it is known by
     * @param before how it is; empty if it would be new
     * @param after how it would be; empty if it would be removed
     * @param servers all that it has or would have
     * @param slots what part of its hash slots would move, where there are hash slots before and after
     * @param recorded what would become of recorded flows
     * @param workload the flows that it was given
     */
    public record OfService(
            ServiceKey key,
            Optional<Side> before,
            Optional<Side> after,
            List<OfServer> servers,
            Optional<Slots> slots,
            Recorded recorded,
            Workload workload) {
        public OfService {
            servers = List.copyOf(servers);
        }
    }

    /**
     * A service before the change, or after it.
     *
     * @param scheduler how servers are picked
     * @param basis where the shares come from
     * @param refused simulated flows that no server took
     */
    public record Side(Scheduler scheduler, Basis basis, long refused) {}

    /**
     * What would become of one server.
     *
     * @param endpoint where it listens
     * @param before how it stands; empty if it would join
     * @param after how it would stand; empty if it would be removed
     * @param recorded recorded flows that it has
     */
    public record OfServer(Endpoint endpoint, Optional<Standing> before, Optional<Standing> after, long recorded) {
        /** What it gains of the new flows, or loses: -1 to 1. */
        public double shareChange() {
            return after.map(Standing::share).orElse(0.0)
                    - before.map(Standing::share).orElse(0.0);
        }
    }

    /**
     * A server before the change, or after it.
     *
     * @param role what it is for
     * @param weight its weight
     * @param share its part of new flows, 0 to 1
     * @param flows simulated flows that it got
     */
    public record Standing(ServerRole role, int weight, double share, long flows) {}

    /**
     * Hash slots that change hands.
     *
     * @param before slots of the table as it is
     * @param after slots of the table as it would be
     * @param moved the part that gets another server, 0 to 1
     * @param least the least that any table with these shares must move
     */
    public record Slots(int before, int after, double moved, double least) {
        public double excess() {
            return moved - least;
        }
    }

    /**
     * What would become of recorded flows. They stay with their server while that is there, quiesced or not.
     *
     * @param flows how many are recorded
     * @param ending those whose server would be removed
     * @param waiting of those the ones that would wait for its return instead of ending
     * @param clients the clients that they come from: addresses, parts of networks that are persistent together, or
     *     addresses with port where ports are hashed
     * @param movingClients clients that would get another server with their next connection; empty where that is no
     *     matter of who they are. Where a hash decides, it is what is to be expected: which client has which hash, only
     *     the director knows
     */
    public record Recorded(long flows, long ending, long waiting, long clients, OptionalDouble movingClients) {
        public long staying() {
            return flows - ending;
        }
    }
}
