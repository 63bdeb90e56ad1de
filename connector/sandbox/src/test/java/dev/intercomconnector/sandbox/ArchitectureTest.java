package dev.intercomconnector.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules run one way, and each module knows no more than it has to. */
@AnalyzeClasses(
    packages = "dev.intercomconnector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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
              "dev.intercomconnector.plugin..",
              "dev.intercomconnector.sandbox..");

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
              "dev.intercomconnector.plugin..",
              "dev.intercomconnector.sandbox..");

  @ArchTest
  static final ArchRule thePluginKnowsNoMoreOfItsRuntimeThanTheSdk =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.camunda.client..",
              "io.camunda.connector.runtime..",
              "org.springframework..",
              "dev.intercomconnector.worker..");

  @ArchTest
  static final ArchRule theWorkerDoesNotKnowThePlugin =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.worker..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.intercomconnector.plugin..");

  @ArchTest
  static final ArchRule nothingDependsOnTheSandbox =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.intercomconnector.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.intercomconnector.sandbox..");

  @ArchTest
  static final ArchRule theDoubleKnowsNothingOfTheConnector =
      noClasses()
          .that()
          .resideInAPackage("dev.intercomconnector.sandbox.intercom..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.intercomconnector.task..", "dev.intercomconnector.worker..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(CORE);

  @ArchTest
  static final ArchRule corePackagesHaveNoCycles =
      slices().matching("dev.intercomconnector.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesAreNamedAfterWhatTheyDo =
      noClasses().should().resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..");
}
