package dev.pangaea.dashboards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The console knows the other modules by what they say over HTTP only. */
class ArchitectureTest {
  private static final String ROOT = "dev.pangaea.dashboards";
  private static final String CONSOLE = ROOT + ".console";
  private static final JavaClasses MODULE =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void knowsNoOtherModule() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.pangaea.conflict..",
                "dev.pangaea.regionnode..",
                "dev.pangaea.replicator..",
                "dev.pangaea.simulator.."));
  }

  @Test
  void whatIsShownIsMadeWithoutTechnologyClockAndThread() {
    holds(
        classes()
            .that()
            .resideInAPackage(CONSOLE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                CONSOLE,
                "java.lang..",
                "java.net",
                "java.util",
                "java.util.function",
                "java.util.stream"));
    holds(
        noClasses()
            .that()
            .resideInAPackage(CONSOLE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class));
  }

  @Test
  void technologiesStayInPackagesOfTheirOwn() {
    only("io.vertx..", CONSOLE + ".http");
    only("com.fasterxml.jackson..", CONSOLE + ".json", CONSOLE + ".http");
    only("com.fasterxml.jackson.core..", CONSOLE + ".json");
  }

  @Test
  void jsonDoesNotKnowWhoServesIt() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(CONSOLE + ".json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONSOLE + ".http"));
  }

  @Test
  void everyPackageSaysWhatItHolds() {
    Set<String> packages =
        MODULE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    for (String name : packages) {
      assertThat(MODULE.contain(name + ".package-info")).as("package-info of %s", name).isTrue();
    }
  }

  private static void only(String technology, String... users) {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(users)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(technology));
  }

  private static void holds(ArchRule rule) {
    rule.check(MODULE);
  }
}
