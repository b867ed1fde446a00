package dev.weir.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips what is tagged {@code root} when the tests do not run as root, so that the report counts it as skipped.
 *
 * <p>JUnit finds it by itself in every module that has this one on its test class path.
 */
public final class RootCondition implements ExecutionCondition {
    private static final String TAG = "root";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return judge(context.getTags(), runsAsRoot());
    }

    static ConditionEvaluationResult judge(Set<String> tags, boolean isRoot) {
        if (!tags.contains(TAG)) {
            return ConditionEvaluationResult.enabled("needs no root");
        }
        return isRoot
                ? ConditionEvaluationResult.enabled("runs as root")
                : ConditionEvaluationResult.disabled("needs root: run it with sudo");
    }

    /** A process owns its folder under /proc; where there is no such folder, nobody is the root that the tests mean. */
    private static boolean runsAsRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self/."), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException noProc) {
            return false;
        }
    }
}
