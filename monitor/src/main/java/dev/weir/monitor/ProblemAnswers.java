package dev.weir.monitor;

import dev.weir.api.Json;
import dev.weir.api.Problem;
import dev.weir.director.DirectorException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever goes wrong with problem details (RFC 9457). */
final class ProblemAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private ProblemAnswers() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (failure, context) -> answer(context, failure));
        routes.exception(
                HttpResponseException.class,
                (failure, context) -> answer(
                        context,
                        ProblemException.badRequest(
                                failure.getStatus(), "no such path or method: see /api/v1/openapi.json")));
        routes.exception(
                DirectorException.class,
                (failure, context) ->
                        answer(context, ProblemException.unavailable(String.valueOf(failure.getMessage()))));
        routes.exception(Exception.class, (failure, context) -> {
            if (context.res().isCommitted() && isBrokenConnection(failure)) {
                LOG.debug("the answer to {} {} was not waited for", context.method(), context.path());
                return;
            }
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            answer(context, ProblemException.internal());
        });
    }

    private static boolean isBrokenConnection(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(
                        failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
                .anyMatch(EofException.class::isInstance);
    }

    private static void answer(Context context, ProblemException failure) {
        if (context.res().isCommitted()) {
            // Part of the answer is on its way; it stays unfinished, and so no JSON.
            return;
        }
        context.res().reset();
        Problem problem = failure.problem();
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(Json.bytes(problem));
    }
}
