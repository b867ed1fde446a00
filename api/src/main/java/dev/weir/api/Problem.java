package dev.weir.api;

import java.util.List;

/**
 * Why a request was not done: problem details for HTTP (RFC 9457), media type {@code application/problem+json}.
 *
 * @param type a URI for the kind of problem, {@code urn:weir:problem:...}; programs go by it
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what is wrong here, and the mend
 * @param problems what is wrong in the cluster file that was sent, if that is it; empty otherwise
 */
public record Problem(String type, String title, int status, String detail, List<FileProblem> problems) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The cluster file is wrong; {@code problems} says where. Nothing was changed. */
    public static final String FILE_REFUSED = "urn:weir:problem:file-refused";

    /** The request is sound, but the director could not do what it asks. */
    public static final String NOT_APPLIED = "urn:weir:problem:not-applied";

    /** No service has the server that is asked for. */
    public static final String NO_SUCH_SERVER = "urn:weir:problem:no-such-server";

    /**
     * The director can't tell, for it has no data plane yet or is too busy; {@code status} says why; ask again later.
     */
    public static final String UNAVAILABLE = "urn:weir:problem:unavailable";

    /** The request carries no token, or a wrong one. */
    public static final String UNAUTHORIZED = "urn:weir:problem:unauthorized";

    /** The request itself is wrong: its path, method, query or body. */
    public static final String BAD_REQUEST = "urn:weir:problem:bad-request";

    /** The director failed in a way that it doesn't foresee; its log tells more. */
    public static final String INTERNAL = "urn:weir:problem:internal";

    public Problem {
        problems = List.copyOf(problems);
    }
}
