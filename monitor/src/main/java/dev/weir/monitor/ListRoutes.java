package dev.weir.monitor;

import dev.weir.api.ConnectionQuery;
import dev.weir.api.ListWriter;
import dev.weir.dataplane.Connection;
import dev.weir.dataplane.PersistentClient;
import io.javalin.http.Context;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Lists what may be long: each record is written as it is found. */
final class ListRoutes {
    private final ServedDirector director;

    ListRoutes(ServedDirector director) {
        this.director = director;
    }

    void connections(Context context) {
        Predicate<Connection> filter = understood(() -> ConnectionFilter.of(context::queryParam));
        list(context, "connections", director::connections, filter, Wire::connection);
    }

    void persistentClients(Context context) {
        Predicate<PersistentClient> filter = understood(() -> PersistentClientFilter.of(context::queryParam));
        list(context, "persistentClients", director::persistentClients, filter, Wire::persistentClient);
    }

    /** @param source shows everything there is to a consumer */
    private static <T, R extends Record> void list(
            Context context, String name, Consumer<Consumer<T>> source, Predicate<T> filter, Function<T, R> wire) {
        int limit = limit(context);
        context.contentType(ApiRoutes.JSON);
        ListWriter<R> list = new ListWriter<>(context.outputStream(), name, limit);
        source.accept(found -> {
            if (!filter.test(found)) {
                return;
            }
            if (list.hasRoom()) {
                list.accept(wire.apply(found));
            } else {
                list.count(1);
            }
        });
        list.finish();
    }

    private static <T> Predicate<T> understood(Supplier<Predicate<T>> filter) {
        try {
            return filter.get();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static int limit(Context context) {
        String text = context.queryParam("limit");
        if (text == null) {
            return ConnectionQuery.DEFAULT_LIMIT;
        }
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("limit: '" + text + "' is no number from 0; 0 asks for all");
        }
    }
}
