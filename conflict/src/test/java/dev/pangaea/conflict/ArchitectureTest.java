package dev.pangaea.conflict;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The module is values and pure functions: what it may know, and which package knows which. */
class ArchitectureTest {
  private static final String ROOT = "dev.pangaea.conflict";
  private static final JavaClasses MODULE =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  @Test
  void knowsTheJdkOnly() {
    check(
        classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "..",
                "java.lang..",
                "java.math..",
                "java.nio",
                "java.nio.charset",
                "java.util",
                "java.util.function",
                "java.util.stream"));
  }

  @Test
  void doesNoInputOrOutputAndStartsNoThread() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.io..",
                "java.net..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.util.concurrent..",
                "java.time.."));
    check(noClasses().should().dependOnClassesThat().areAssignableTo(Thread.class));
    check(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
  }

  @Test
  void asksNoClockAndDrawsNothing() {
    check(noClasses().should().callMethod(System.class, "currentTimeMillis"));
    check(noClasses().should().callMethod(System.class, "nanoTime"));
    check(noClasses().should().callMethod(Math.class, "random"));
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(UUID|Random|SplittableRandom|Date|Timer)"));
  }

  @Test
  void hasNothingWhoseOrderIsThatOfHashes() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Hash|IdentityHash|WeakHash)(Map|Set|table)"));
  }

  @Test
  void packagesKnowEachOtherInOneDirection() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("bytes")
            .definedBy(ROOT + ".bytes")
            .layer("version")
            .definedBy(ROOT + ".version")
            .layer("item")
            .definedBy(ROOT + ".item")
            .layer("stamp")
            .definedBy(ROOT + ".stamp")
            .layer("change")
            .definedBy(ROOT + ".change")
            .layer("resolve")
            .definedBy(ROOT + ".resolve")
            .whereLayer("bytes")
            .mayOnlyBeAccessedByLayers("item", "stamp", "change", "resolve")
            .whereLayer("version")
            .mayOnlyBeAccessedByLayers("stamp", "change", "resolve")
            .whereLayer("item")
            .mayOnlyBeAccessedByLayers("stamp", "change", "resolve")
            .whereLayer("stamp")
            .mayOnlyBeAccessedByLayers("change", "resolve")
            .whereLayer("change")
            .mayOnlyBeAccessedByLayers("resolve")
            .whereLayer("resolve")
            .mayNotBeAccessedByAnyLayer()
            .ensureAllClassesAreContainedInArchitectureIgnoring(ROOT));
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
  }

  @Test
  void everyPackageSaysWhatItHolds() {
    Set<String> packages =
        MODULE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    for (String name : packages) {
      assertThat(MODULE.contain(name + ".package-info")).as("package-info of %s", name).isTrue();
    }
  }

  private static void check(ArchRule rule) {
    rule.check(MODULE);
  }
}
