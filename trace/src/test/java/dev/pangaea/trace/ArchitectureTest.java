package dev.pangaea.trace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.pangaea.trace";
  private static final JavaClasses MODULE =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void technologiesStayInPackagesOfTheirOwn() {
    only("io.opentelemetry..", ROOT + ".otlp");
    only("picocli..", ROOT + ".main");
  }

  @Test
  void onlyMainPutsItTogether() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".main")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".main")
        .check(MODULE);
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".otlp")
        .check(MODULE);
  }

  @Test
  void knowsNoModuleButConflict() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.pangaea.regionnode..", "dev.pangaea.replicator..")
        .check(MODULE);
  }

  private static void only(String technology, String user) {
    noClasses()
        .that()
        .resideOutsideOfPackage(user)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(technology)
        .check(MODULE);
  }
}
