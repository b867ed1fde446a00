package dev.weir.systemtests.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Weir's own compiled classes, without the tests' and the generated ones. */
final class WeirClasses {
    private static final String ROOT_PACKAGE = "dev.weir";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("jmh_generated"))
            .importPackages(ROOT_PACKAGE);

    private WeirClasses() {}

    static JavaClasses all() {
        return ALL;
    }

    static Set<String> modules() {
        return ALL.stream().map(WeirClasses::moduleOf).collect(Collectors.toSet());
    }

    /** Classes of Weir whose module the predicate accepts. */
    static DescribedPredicate<JavaClass> that(String description, Predicate<String> module) {
        return DescribedPredicate.describe(
                description, type -> isOurs(type) && module.test(moduleOf(type.getBaseComponentType())));
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(ROOT_PACKAGE) || name.startsWith(ROOT_PACKAGE + ".");
    }

    /** The module is the first word after dev.weir, and the second too where a module is named after both. */
    private static String moduleOf(JavaClass type) {
        String inside = type.getPackageName().substring(ROOT_PACKAGE.length());
        if (inside.isEmpty()) {
            return "program";
        }
        if (inside.startsWith(".dataplane.kernel")) {
            return "dataplane-kernel";
        }
        return inside.substring(1).split("\\.", 2)[0];
    }
}
