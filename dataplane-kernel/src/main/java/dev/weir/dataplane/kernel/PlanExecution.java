package dev.weir.dataplane.kernel;

import dev.weir.dataplane.Change;
import dev.weir.dataplane.DataPlaneException;
import dev.weir.dataplane.Plan;
import dev.weir.model.ServiceKey;
import org.jspecify.annotations.Nullable;

/**
 * One carrying-out of a plan; used once, by the director's thread. Changes that follow one another and concern the same
 * service become one draft, so that its maps are written once for all of them.
 */
final class PlanExecution {
    private final Holdings holdings;
    private @Nullable ServiceDraft draft;

    PlanExecution(Holdings holdings) {
        this.holdings = holdings;
    }

    /** Makes the changes in their order; where one fails those before it are made and those behind it are not. */
    void run(Plan plan) {
        try {
            plan.changes().forEach(this::carryOut);
            commitDraft();
        } catch (DataPlaneException e) {
            holdings.settle();
            throw e;
        }
        holdings.settle();
    }

    private void carryOut(Change change) {
        try {
            make(change);
        } catch (DataPlaneException e) {
            commitDraft();
            throw new DataPlaneException(change + ": " + e.getMessage(), e);
        }
    }

    private void make(Change change) {
        switch (change) {
            case Change.AddService add -> addService(add);
            case Change.RemoveService(var key) -> {
                commitDraft();
                holdings.remove(key);
            }
            case Change.ChangeOptions(var key, var scheduler, var options) ->
                draftOf(key).setOptions(scheduler, options);
            case Change.ChangeScheduler(var key, var scheduler) -> draftOf(key).setScheduler(scheduler);
            case Change.AddServer(var key, var server) -> draftOf(key).put(server);
            case Change.ChangeWeight(var key, var server) -> draftOf(key).alter(server);
            case Change.ChangeServer(var key, var server) -> draftOf(key).alter(server);
            case Change.RemoveServer(var key) -> {
                if (isKnown(key.service())) {
                    draftOf(key.service()).remove(key.server());
                }
            }
            case Change.SetNextHop(var key, var nextHop) ->
                draftOf(key.service()).setWay(key.server(), nextHop);
        }
    }

    private void addService(Change.AddService add) {
        if (!isKnown(add.service())) {
            commitDraft();
            draft = holdings.begin(add.service(), add.scheduler(), add.method(), add.options());
        } else if (draftOf(add.service()).method() != add.method()) {
            throw new DataPlaneException(
                    "it stands already, by " + draftOf(add.service()).method());
        }
    }

    private boolean isKnown(ServiceKey key) {
        return (draft != null && draft.key().equals(key)) || holdings.find(key).isPresent();
    }

    private ServiceDraft draftOf(ServiceKey key) {
        ServiceDraft current = draft;
        if (current != null && current.key().equals(key)) {
            return current;
        }
        commitDraft();
        HeldService held =
                holdings.find(key).orElseThrow(() -> new DataPlaneException("there is no such service: " + key));
        ServiceDraft next = holdings.draft(held);
        draft = next;
        return next;
    }

    private void commitDraft() {
        ServiceDraft current = draft;
        draft = null;
        if (current != null) {
            holdings.commit(current);
        }
    }
}
