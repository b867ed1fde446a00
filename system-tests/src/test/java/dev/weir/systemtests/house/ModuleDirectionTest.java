package dev.weir.systemtests.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A module uses only the modules and the libraries that ARCHITECTURE.md lets it use. */
class ModuleDirectionTest {
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("scheduling", Set.of("model")),
            Map.entry("simulation", Set.of("model", "scheduling")),
            Map.entry("config", Set.of("model")),
            Map.entry("dataplane", Set.of("model")),
            Map.entry("linux", Set.of("model")),
            Map.entry("dataplane-kernel", Set.of("model", "dataplane", "scheduling", "linux")),
            Map.entry("director", Set.of("model", "config", "dataplane", "linux")),
            Map.entry("testing", Set.of("model", "dataplane")),
            Map.entry("api", Set.of()),
            Map.entry("monitor", Set.of("model", "api", "director", "config", "dataplane")),
            Map.entry("cli", Set.of("model", "api", "config", "simulation")),
            Map.entry("lab", Set.of("model", "linux", "api")),
            Map.entry(
                    "benchmarks",
                    Set.of("model", "scheduling", "dataplane", "dataplane-kernel", "linux", "api", "lab")),
            Map.entry(
                    "program",
                    Set.of(
                            "model",
                            "scheduling",
                            "simulation",
                            "config",
                            "dataplane",
                            "dataplane-kernel",
                            "linux",
                            "director",
                            "api",
                            "monitor",
                            "cli",
                            "lab",
                            "benchmarks")));

    /** Each package of a library, and the modules that may know of it. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "java.lang.foreign", Set.of("linux"),
            "org.snakeyaml", Set.of("config"),
            "io.javalin", Set.of("monitor"),
            "org.eclipse.jetty", Set.of("monitor"),
            "tools.jackson", Set.of("api"),
            "picocli", Set.of("cli", "lab", "benchmarks", "program"),
            "org.openjdk.jmh", Set.of("benchmarks"),
            "ch.qos.logback", Set.of("program"));

    static final Set<String> MODULES = MAY_USE.keySet();
    static final Set<String> LIBRARY_PACKAGES = LIBRARIES.keySet();

    @Test
    void everyModuleHasItsRow() {
        assertThat(WeirClasses.modules()).isSubsetOf(MODULES);
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void moduleUsesOnlyWhatItMay(String module) {
        DescribedPredicate<JavaClass> forbidden = WeirClasses.that(
                "belong to a module that " + module + " may not use",
                used -> !used.equals(module)
                        && !MAY_USE.getOrDefault(module, Set.of()).contains(used));
        noClasses()
                .that(WeirClasses.that("belong to " + module, module::equals))
                .should(dependOnClassesThat(forbidden))
                .allowEmptyShould(true)
                .check(WeirClasses.all());
    }

    @ParameterizedTest
    @FieldSource("LIBRARY_PACKAGES")
    void libraryIsKnownOnlyWhereItBelongs(String library) {
        Set<String> knowing = LIBRARIES.getOrDefault(library, Set.of());
        noClasses()
                .that(WeirClasses.that("belong to no module of " + knowing, module -> !knowing.contains(module)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(WeirClasses.all());
    }
}
