package dev.weir.monitor;

import dev.weir.api.FileProblem;
import dev.weir.api.Problem;
import dev.weir.dataplane.ServerKey;
import java.util.List;

/** A request that won't be done, with what is told of it. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static ProblemException unauthorized() {
        return of(
                Problem.UNAUTHORIZED,
                "A token is needed",
                401,
                "send 'Authorization: Bearer TOKEN' with the token that stands in the director's run directory");
    }

    static ProblemException badRequest(String detail) {
        return badRequest(400, detail);
    }

    static ProblemException badRequest(int status, String detail) {
        return of(Problem.BAD_REQUEST, "The request is wrong", status, detail);
    }

    static ProblemException refused(List<FileProblem> problems) {
        String detail =
                problems.isEmpty() ? "it is refused" : problems.getFirst().message();
        return new ProblemException(
                new Problem(Problem.FILE_REFUSED, "The cluster file is wrong", 422, detail, problems));
    }

    static ProblemException notApplied(String reason) {
        return of(Problem.NOT_APPLIED, "It could not be put in force", 503, reason);
    }

    static ProblemException noSuchServer(ServerKey server) {
        return of(
                Problem.NO_SUCH_SERVER,
                "There is no such server",
                404,
                "no service " + server.service() + " with a server " + server.server()
                        + " is in force: weir servers lists them");
    }

    static ProblemException unavailable(String reason) {
        return of(Problem.UNAVAILABLE, "The director can't tell now", 503, reason);
    }

    static ProblemException internal() {
        return of(Problem.INTERNAL, "The director failed", 500, "an error that isn't foreseen: see the director's log");
    }

    private static ProblemException of(String type, String title, int status, String detail) {
        return new ProblemException(new Problem(type, title, status, detail, List.of()));
    }
}
