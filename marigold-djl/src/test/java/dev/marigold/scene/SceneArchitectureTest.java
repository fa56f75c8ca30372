package dev.marigold.scene;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

@AnalyzeClasses(packages = "dev.marigold.scene", importOptions = ImportOption.DoNotIncludeTests.class)
class SceneArchitectureTest {
    @ArchTest
    static final ArchRule scenesKnowNoEngine = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.imageio..",
                    "org.jspecify..",
                    "dev.marigold.scene..",
                    "dev.marigold.geometry",
                    "dev.marigold.image",
                    "dev.marigold.tensor",
                    "dev.marigold.progress",
                    "dev.marigold.error",
                    "dev.marigold.internal.file"));

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.marigold.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule geometryKnowsNoColours = noClasses()
            .that()
            .resideInAPackage("dev.marigold.scene.geometry")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.marigold.scene.texture", "dev.marigold.scene.light", "dev.marigold.scene.render"));

    /** Other generators may change between versions of Java; scenes must not. */
    @ArchTest
    static final ArchRule randomNumbersAreOurOwn =
            noClasses().should().dependOnClassesThat().belongToAnyOf(Random.class, SplittableRandom.class);

    /** Other functions of {@code Math} may differ between processors in the last digit; those of {@code StrictMath} may not. */
    @ArchTest
    static final ArchRule arithmeticIsExact = noClasses().should().accessTargetWhere(isInexact());

    private static DescribedPredicate<JavaAccess<?>> isInexact() {
        Set<String> exact = Set.of("abs", "floor", "max", "min", "round", "sqrt");
        return DescribedPredicate.describe(
                "Math other than " + exact,
                access -> access.getTargetOwner().isEquivalentTo(Math.class) && !exact.contains(access.getName()));
    }

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nobodyWritesToTheConsole = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
