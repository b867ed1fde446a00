package dev.weir.director;

import dev.weir.dataplane.DataPlane;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.model.DirectorSettings;
import java.nio.file.Path;
import java.util.Map;

/** Opens and takes away the data plane that a director keeps; the director itself knows none by name. */
public interface PlaneFactory {

    /**
     * Brings the plane up, or adopts the one that runs already and goes on forwarding.
     *
     * @param pinDirectory where it is kept
     * @param settings its interfaces and how it is attached to them, capacity and timeouts
     * @param secret keys the hashes that pick servers
     * @throws DataPlaneException if it can't; the plane that ran before, if any, still does
     */
    OpenPlane open(Path pinDirectory, DirectorSettings settings, HashSecret secret);

    /** Takes the plane away with all it holds; nothing happens if there is none. */
    void detach(Path pinDirectory);

    /**
     * A plane, ready to be observed and changed.
     *
     * @param plane the plane
     * @param facts what an operator may like to know of it, by stable names
     * @param attached by interface, how the plane is attached to it; without those that don't exist
     */
    record OpenPlane(DataPlane plane, Map<String, String> facts, Map<String, Attached> attached) {
        public OpenPlane {
            facts = Map.copyOf(facts);
            attached = Map.copyOf(attached);
        }
    }

    /**
     * How a plane is attached to an interface.
     *
     * @param by a word, such as {@code xdp} or {@code tc}
     * @param reason why so, in an operator's words
     */
    record Attached(String by, String reason) {}
}
