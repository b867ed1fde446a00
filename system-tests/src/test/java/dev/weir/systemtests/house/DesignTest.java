package dev.weir.systemtests.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The habits of the house that can be read off the classes. */
class DesignTest {
    private static final String EMPTY_WORDS = "Utils?|Common|Core|Manager|Helper|Impl|Backend|Upstream|Frontend";
    private static final Set<String> WRITE_TO_THE_TERMINAL = Set.of("program", "cli", "lab", "benchmarks");

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = WeirClasses.all().stream()
                .map(JavaClass::getPackage)
                .filter(found -> !found.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void typesAreNamedByWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(%s)".formatted(EMPTY_WORDS))
                .orShould()
                .resideInAnyPackage("..util..", "..common..", "..core..", "..manager..", "..helper..", "..impl..")
                .check(WeirClasses.all());
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.weir.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(WeirClasses.all());
    }

    @Test
    void onlyCommandsWriteToTheTerminal() {
        noClasses()
                .that(WeirClasses.that("are no commands", module -> !WRITE_TO_THE_TERMINAL.contains(module)))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(WeirClasses.all());
    }

    /** A record's component is what its accessor returns, so it may be optional. */
    @Test
    void optionalIsNoField() {
        noFields()
                .that()
                .areDeclaredInClassesThat()
                .areNotRecords()
                .should()
                .haveRawType(Optional.class)
                .check(WeirClasses.all());
    }

    @Test
    void nothingIsInjectedIntoFields() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(WeirClasses.all());
    }

    @Test
    void slf4jIsTheOnlyLog() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(WeirClasses.all());
    }
}
