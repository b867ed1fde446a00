package dev.weir.systemtests.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the sources look. CONTRIBUTING.md tells the same in words. */
class StyleTest {
    private static final int LINES_A_FILE = 400;
    private static final int LINES_A_TEST = 500;
    private static final int LINES_A_METHOD = 40;
    private static final int LINES_A_C_FUNCTION = 70;
    private static final int COLUMNS = 120;

    private static final String BPF_LICENCE = "SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause";
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern SOMEBODYS_MACHINE = Pattern.compile("(?<![\\w.~])/(home|Users|work|root)/|/tmp/wt");
    private static final Pattern PACKAGE_HOST =
            Pattern.compile("deb\\.debian\\.org|repo\\d?\\.maven\\.|repo\\.maven|registry\\.npmjs|pypi\\.org");

    @Test
    void fileFitsIntoAHead() {
        assertThat(code().filter(file -> file.lines().size() > (file.isUnder("src/test") ? LINES_A_TEST : LINES_A_FILE))
                        .map(SourceFile::path))
                .isEmpty();
    }

    @Test
    void lineFitsOnTheScreen() {
        assertThat(withoutTests().flatMap(file -> file.widerThan(COLUMNS))).isEmpty();
    }

    @Test
    void methodFitsOnTheScreen() {
        assertThat(withoutTests()
                        .filter(file -> file.isUnder(".java"))
                        .flatMap(file -> file.bodiesLongerThan(LINES_A_METHOD, "    ")))
                .isEmpty();
    }

    @Test
    void bpfFunctionFitsOnTheScreen() {
        assertThat(SourceFile.endingIn(".c", ".h").flatMap(file -> file.bodiesLongerThan(LINES_A_C_FUNCTION, "")))
                .isEmpty();
    }

    @Test
    void bpfSourceNamesItsLicence() {
        assertThat(SourceFile.endingIn(".bpf.c", ".h")
                        .filter(file -> !file.lines().getFirst().contains(BPF_LICENCE))
                        .map(SourceFile::path))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(allText().flatMap(file -> file.find(LEFT_FOR_LATER))).isEmpty();
    }

    @Test
    void noPathOfSomebodysMachine() {
        assertThat(allText().flatMap(file -> file.find(SOMEBODYS_MACHINE))).isEmpty();
    }

    @Test
    void noHostOfAPackageRegistry() {
        assertThat(allText().flatMap(file -> file.find(PACKAGE_HOST))).isEmpty();
    }

    @Test
    void testsDoNotSleep() {
        assertThat(SourceFile.endingIn("Test.java")
                        .filter(file -> !file.isUnder("system-tests"))
                        .flatMap(file -> file.find(Pattern.compile("Thread\\.sleep"))))
                .isEmpty();
    }

    private static Stream<SourceFile> code() {
        return SourceFile.endingIn(".java", ".c", ".h", ".sh", "weir", ".ci/run");
    }

    /** Tests may hold wide and long text: the files that they read and the tables that commands print. */
    private static Stream<SourceFile> withoutTests() {
        return code().filter(file -> !file.isUnder("src/test"));
    }

    /** Code, build files and docs, but this test, which has to name what it looks for. */
    private static Stream<SourceFile> allText() {
        return SourceFile.endingIn(".java", ".c", ".h", ".sh", "weir", ".ci/run", ".xml", ".md", ".yaml", ".conf")
                .filter(file -> !file.isUnder("StyleTest.java"));
    }
}
