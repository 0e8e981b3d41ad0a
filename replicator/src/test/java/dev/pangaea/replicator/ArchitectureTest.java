package dev.pangaea.replicator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.pangaea.replicator";
  private static final List<String> TECHNOLOGIES =
      List.of(ROOT + ".consume.kafka", ROOT + ".deliver.http", ROOT + ".lag.http");
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void dependsOnConflictAndOnNoOtherModule() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.pangaea.regionnode..", "dev.pangaea.simulator.."));
  }

  @Test
  void thePlanIsPure() {
    holds(
        classes()
            .that()
            .resideInAPackage(ROOT + ".plan")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                ROOT + ".plan",
                "dev.pangaea.conflict..",
                "java.lang..",
                "java.util",
                "java.util.random",
                "java.util.function",
                "java.util.stream"));
    holds(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".plan")
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
    only("org.apache.kafka..", ROOT + ".consume.kafka");
    only("java.net.http..", ROOT + ".deliver.http", ROOT + ".http");
    only(ROOT + ".http", ROOT + ".deliver.http", ROOT + ".http");
    only("com.sun.net..", ROOT + ".lag.http");
    only("picocli..", ROOT + ".main");
    only("io.micrometer..", ROOT + ".lag", ROOT + ".main");
    only("org.HdrHistogram..", ROOT + ".lag");
    only("io.github.resilience4j..", ROOT + ".deliver", ROOT + ".main");
  }

  @Test
  void portsDoNotSeeTechnologiesAndOnlyMainPutsThemTogether() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                ROOT + ".main", ROOT + ".consume.kafka", ROOT + ".deliver.http", ROOT + ".lag.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT + ".consume.kafka",
                ROOT + ".deliver.http",
                ROOT + ".lag.http",
                ROOT + ".main"));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".consume.kafka", ROOT + ".deliver.http", ROOT + ".lag.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".main", ROOT));
  }

  /** Their tests too. */
  @Test
  void technologiesDoNotSeeEachOther() {
    JavaClasses withTests = withTests();
    for (String technology : TECHNOLOGIES) {
      String[] others =
          TECHNOLOGIES.stream().filter(other -> !other.equals(technology)).toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(technology)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .check(withTests);
    }
  }

  @Test
  void packagesFormNoCycle() {
    holds(SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
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

  /** With the tests, and without what they rest on, which would be most of the class path. */
  private static JavaClasses withTests() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPackages(ROOT);
        });
  }

  private static void holds(ArchRule rule) {
    rule.check(MODULE);
  }
}
