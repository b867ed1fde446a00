package dev.weir.cli;

/** The exit statuses that every command keeps to. */
public final class ExitCode {
    public static final int OK = 0;
    /** The director refused or failed, or there is none. */
    public static final int FAILED = 1;
    /** The command line is wrong; picocli's own status for it. */
    public static final int USAGE = 2;
    /** What was waited for has not happened in time. */
    public static final int TIME_OVER = 3;

    private ExitCode() {}
}
