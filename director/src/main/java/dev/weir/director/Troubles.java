package dev.weir.director;

import dev.weir.dataplane.DataPlaneException;
import dev.weir.director.DirectorStatus.Trouble;
import dev.weir.linux.LinuxException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong now; logs when a trouble comes, changes and goes. Owned by the director's thread. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private final Ticker ticker;
    private final Map<Trouble.Kind, Trouble> byKind = new EnumMap<>(Trouble.Kind.class);

    Troubles(Ticker ticker) {
        this.ticker = ticker;
    }

    void raise(Trouble.Kind kind, String text) {
        Trouble former = byKind.get(kind);
        if (former != null && former.text().equals(text)) {
            return;
        }
        byKind.put(kind, new Trouble(kind, former == null ? ticker.now() : former.since(), text));
        LOG.error("{}: {}", kind, text);
    }

    void clear(Trouble.Kind kind) {
        if (byKind.remove(kind) != null) {
            LOG.info("{}: well again", kind);
        }
    }

    /** Takes a step whose failure is told and goes no further. */
    void attempt(Trouble.Kind kind, Runnable step) {
        try {
            step.run();
            clear(kind);
        } catch (DirectorException | DataPlaneException | LinuxException e) {
            raise(kind, Reason.of(e));
        } catch (RuntimeException e) {
            raise(kind, "unexpectedly: " + Reason.of(e));
            LOG.error("a fault of Weir's own, please report it", e);
        }
    }

    /** Whether there is no trouble but of those kinds. */
    boolean onlyOf(Set<Trouble.Kind> kinds) {
        return kinds.containsAll(byKind.keySet());
    }

    /** The oldest first. */
    List<Trouble> list() {
        return byKind.values().stream()
                .sorted(Comparator.comparing(Trouble::since))
                .toList();
    }
}
