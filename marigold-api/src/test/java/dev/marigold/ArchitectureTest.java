package dev.marigold;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.NullMarked;

@AnalyzeClasses(packages = "dev.marigold", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Fewer than there are: a scan that finds less has looked in the wrong folder. */
    private static final int FEWEST_CLASSES = 80;

    private static final DescribedPredicate<JavaClass> LIBRARIES_BEHIND_THE_SCENES =
            resideInAnyPackage("com.google..", "com.fasterxml..", "com.drew..", "io.jhdf..", "org.apache.commons..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pluginsAndTensorsDoNotKnowInternals = noClasses()
            .that()
            .resideInAnyPackage("dev.marigold.spi..", "dev.marigold.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.marigold.internal..");

    @ArchTest
    static final ArchRule tensorsKnowNothingElse = noClasses()
            .that()
            .resideInAPackage("dev.marigold.tensor..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.marigold..")
                    .and(DescribedPredicate.not(resideInAnyPackage("dev.marigold.tensor.."))));

    @ArchTest
    static final ArchRule datasetsKnowPicturesAndTensorsOnly = noClasses()
            .that()
            .resideInAPackage("dev.marigold.dataset..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.marigold..")
                    .and(DescribedPredicate.not(resideInAnyPackage(
                            "dev.marigold.dataset..",
                            "dev.marigold.error..",
                            "dev.marigold.image..",
                            "dev.marigold.internal.file..",
                            "dev.marigold.internal.numeric..",
                            "dev.marigold.internal.optional..",
                            "dev.marigold.tensor.."))));

    @ArchTest
    static final ArchRule whatPredictsDoesNotKnowWhatBecomesOfIt = noClasses()
            .that()
            .resideOutsideOfPackages("dev.marigold.calibration..", "dev.marigold.geometry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.marigold.calibration..", "dev.marigold.geometry..");

    @ArchTest
    static final ArchRule judgesDoNotKnowWhatTheyJudge = noClasses()
            .that()
            .resideInAPackage("dev.marigold.evaluation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.marigold.ensemble..",
                    "dev.marigold.network..",
                    "dev.marigold.spi..",
                    "dev.marigold.internal.pipeline..",
                    "dev.marigold.internal.provider..",
                    "dev.marigold.internal.source..");

    @ArchTest
    static final ArchRule onlyTheProviderLookUpCallsServiceLoader = noClasses()
            .that()
            .resideOutsideOfPackage("dev.marigold.internal.provider")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ServiceLoader.class);

    @ArchTest
    static final ArchRule librariesStayOutOfReturnTypes = methods()
            .that()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.marigold.internal..")
            .and()
            .arePublic()
            .should()
            .notHaveRawReturnType(LIBRARIES_BEHIND_THE_SCENES);

    @ArchTest
    static final ArchRule librariesStayOutOfParameters = methods()
            .that()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("dev.marigold.internal..")
            .and()
            .arePublic()
            .should()
            .notHaveRawParameterTypes(DescribedPredicate.anyElementThat(LIBRARIES_BEHIND_THE_SCENES));

    @ArchTest
    static final ArchRule staticFieldsAreFinal =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nobodyWritesToTheConsole = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule exceptionsHaveAName = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule loggingGoesThroughSystemLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        List<JavaPackage> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(javaPackage -> javaPackage
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @ArchTest
    static void theScanSawTheLibrary(JavaClasses classes) {
        assertThat(classes).hasSizeGreaterThan(FEWEST_CLASSES);
    }
}
