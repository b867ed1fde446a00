package dev.weir.director;

import dev.weir.dataplane.Connection;
import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.ObservedState;
import dev.weir.dataplane.PersistentClient;
import dev.weir.dataplane.Plan;
import dev.weir.dataplane.Statistics;
import dev.weir.model.DirectorSettings;
import dev.weir.model.IpAddress;
import dev.weir.model.Timeouts;
import dev.weir.testing.FakeDataPlane;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Opens one fake plane again and again, as pins are adopted. */
final class FakePlaneFactory implements PlaneFactory {
    private final FakeDataPlane plane = new FakeDataPlane();
    private final List<String> events;
    private String refusal = "";

    FakePlaneFactory(List<String> events) {
        this.events = events;
        plane.close();
    }

    FakeDataPlane plane() {
        return plane;
    }

    /** Refuses to open from now on; an empty reason ends that. */
    void refuse(String reason) {
        refusal = reason;
    }

    @Override
    public OpenPlane open(Path pinDirectory, DirectorSettings settings, HashSecret secret) {
        if (!refusal.isEmpty()) {
            throw new DataPlaneException(refusal);
        }
        if (plane.isOpen()) {
            throw new IllegalStateException("opened twice");
        }
        events.add("open on " + String.join(" ", settings.interfaces()));
        plane.reopen();
        Map<String, Attached> attached = settings.interfaces().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> new Attached(settings.attach().of(name).name(), "as the file says")));
        return new OpenPlane(new Watched(), Map.of("plane", "fake"), attached);
    }

    /** The fake plane, whose being observed is an event. */
    private final class Watched implements DataPlane {
        @Override
        public ObservedState observe() {
            events.add("observe");
            return plane.observe();
        }

        @Override
        public void apply(Plan plan) {
            plane.apply(plan);
        }

        @Override
        public void setTimeouts(Timeouts timeouts) {
            plane.setTimeouts(timeouts);
        }

        @Override
        public void setOwnAddresses(Set<IpAddress> addresses) {
            plane.setOwnAddresses(addresses);
        }

        @Override
        public Statistics statistics() {
            return plane.statistics();
        }

        @Override
        public void connections(Consumer<Connection> consumer) {
            plane.connections(consumer);
        }

        @Override
        public void persistentClients(Consumer<PersistentClient> consumer) {
            plane.persistentClients(consumer);
        }

        @Override
        public void close() {
            plane.close();
        }
    }

    @Override
    public void detach(Path pinDirectory) {
        events.add("detach " + pinDirectory);
    }
}
