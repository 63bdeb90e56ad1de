package dev.intercomconnector.trials;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules run one way, and each module knows no more than it has to. */
@AnalyzeClasses(
    packages = "dev.intercomconnector",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ArchitectureTest.WithoutTestsOfTheWorker.class
    })
class ArchitectureTest {

  /** The trials use the worker's tests, which know the double and the engine, as a jar. */
  static final class WithoutTestsOfTheWorker implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  /** What only tests, the quick start and trials use. */
  private static final String[] BESIDE = {
    "dev.intercomconnector.intercomdouble..",
    "dev.intercomconnector.testengine..",
    "dev.intercomconnector.quickstart..",
    "dev.intercomconnector.trials.."
  };

  private static final String[] CORE = {
    "dev.intercomconnector.intercom..",
    "dev.intercomconnector.pacing..",
    "dev.intercomconnector.contact..",
    "dev.intercomconnector.message..",
    "dev.intercomconnector.conversation..",
    "dev.intercomconnector.waiting.."
  };

  @ArchTest
  static final ArchRule coreKnowsNeitherCamundaNorSpring =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.camunda..",
              "io.micrometer..",
              "org.springframework..",
              "dev.intercomconnector.task..",
              "dev.intercomconnector.worker..",
              "dev.intercomconnector.plugin..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(BESIDE);

  @ArchTest
  static final ArchRule tasksDoNotKnowHowAJobArrives =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.task..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.camunda.client..",
              "org.springframework..",
              "okhttp3..",
              "dev.intercomconnector.worker..",
              "dev.intercomconnector.plugin..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(BESIDE);

  @ArchTest
  static final ArchRule thePluginHasNoTaskLogic =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.camunda.client..", "dev.intercomconnector.task..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(CORE);

  @ArchTest
  static final ArchRule theWorkerDoesNotKnowThePlugin =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.intercomconnector.plugin..");

  @ArchTest
  static final ArchRule whatIsReleasedKnowsNothingThatIsForTests =
      noClasses()
          .that()
          .resideOutsideOfPackages(BESIDE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(BESIDE);

  @ArchTest
  static final ArchRule theDoubleImportsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.intercomdouble..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.intercomconnector..")
                  .and(resideOutsideOfPackage("dev.intercomconnector.intercomdouble..")));

  @ArchTest
  static final ArchRule theTestEngineImportsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.testengine..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.intercomconnector..")
                  .and(resideOutsideOfPackage("dev.intercomconnector.testengine..")));

  @ArchTest
  static final ArchRule nothingKnowsTheTrials =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.intercomconnector.trials..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.intercomconnector.trials..");

  @ArchTest
  static final ArchRule corePackagesHaveNoCycles =
      slices().matching("dev.intercomconnector.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesAreNamedAfterWhatTheyDo =
      noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..");
}
