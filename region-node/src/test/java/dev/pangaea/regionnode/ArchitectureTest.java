package dev.pangaea.regionnode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package knows which: ports below, technologies beside each other, wiring on top. */
class ArchitectureTest {
  private static final String ROOT = "dev.pangaea.regionnode";
  private static final JavaClasses MODULE =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  /** The arrows of the parts that hold the region's promises. Packages not named are free. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("log", Set.of()),
          Map.entry("log.memory", Set.of("log")),
          Map.entry("log.kafka", Set.of("log")),
          Map.entry("store", Set.of()),
          Map.entry("store.memory", Set.of("store")),
          Map.entry("store.rocksdb", Set.of("store")),
          Map.entry("expression", Set.of("expression.syntax")),
          Map.entry("expression.syntax", Set.of()),
          Map.entry("expression.legacy", Set.of("expression")),
          Map.entry("expression.partiql", Set.of("expression", "expression.syntax")),
          Map.entry("ledger", Set.of("store")),
          Map.entry("leader.decide", Set.of("expression")),
          Map.entry("leader", Set.of("expression", "leader.decide", "ledger", "log", "store")),
          Map.entry("throughput", Set.of("store", "table")),
          Map.entry("scaling", Set.of()),
          Map.entry("scaler", Set.of("scaling", "table", "throughput")),
          Map.entry(
              "table", Set.of("leader", "leader.decide", "ledger", "log", "scaling", "store")),
          Map.entry("stream", Set.of("store", "table")),
          Map.entry(
              "api",
              Set.of(
                  "api.failure",
                  "api.operation",
                  "api.item",
                  "api.write",
                  "api.read",
                  "api.transact",
                  "api.stream",
                  "api.scaling",
                  "api.partiql",
                  "api.table",
                  "api.json",
                  "causal",
                  "expression",
                  "leader",
                  "store",
                  "table",
                  "throughput")),
          Map.entry("api.failure", Set.of()),
          Map.entry("api.json", Set.of("api.failure")),
          Map.entry("api.operation", Set.of("api.failure", "api.json", "causal", "table")),
          Map.entry(
              "api.capacity",
              Set.of("api.failure", "api.json", "api.operation", "store", "table", "throughput")),
          Map.entry(
              "api.item",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "causal",
                  "expression",
                  "expression.legacy",
                  "leader",
                  "leader.decide",
                  "store",
                  "table",
                  "throughput")),
          Map.entry(
              "api.write",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "api.item",
                  "expression",
                  "expression.legacy",
                  "leader",
                  "leader.decide",
                  "table")),
          Map.entry(
              "api.read",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "api.item",
                  "expression",
                  "expression.legacy",
                  "expression.partiql",
                  "leader",
                  "store",
                  "table",
                  "throughput")),
          Map.entry(
              "api.transact",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "api.item",
                  "api.write",
                  "expression",
                  "leader",
                  "leader.decide",
                  "table",
                  "throughput")),
          Map.entry(
              "api.partiql",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "api.item",
                  "api.write",
                  "api.read",
                  "api.transact",
                  "expression",
                  "expression.partiql",
                  "leader",
                  "leader.decide",
                  "table",
                  "throughput")),
          Map.entry(
              "api.index",
              Set.of("api.failure", "api.json", "api.operation", "api.capacity", "store", "table")),
          Map.entry(
              "api.table",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "api.index",
                  "scaling",
                  "store",
                  "stream",
                  "table")),
          Map.entry(
              "api.scaling",
              Set.of("api.failure", "api.json", "api.operation", "scaling", "table")),
          Map.entry(
              "api.stream",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.item",
                  "leader",
                  "store",
                  "stream",
                  "table")),
          Map.entry(
              "api.http", Set.of("api", "api.failure", "api.json", "api.operation", "causal")),
          Map.entry("backup.files", Set.of("store")),
          Map.entry(
              "backup",
              Set.of("backup.files", "leader", "leader.decide", "ledger", "log", "store", "table")),
          Map.entry(
              "api.backup",
              Set.of(
                  "api.failure",
                  "api.json",
                  "api.operation",
                  "api.capacity",
                  "api.index",
                  "api.table",
                  "api.write",
                  "expression",
                  "leader.decide",
                  "backup",
                  "backup.files",
                  "store",
                  "table")),
          Map.entry("event", Set.of("api.json", "store", "stream")),
          Map.entry("topic", Set.of("log", "store", "stream", "event")),
          Map.entry("topic.run", Set.of("log", "store", "stream", "table", "topic")),
          Map.entry("trigger.filter", Set.of()),
          Map.entry("trigger", Set.of("store", "stream", "trigger.filter")),
          Map.entry("trigger.http", Set.of("http", "trigger")),
          Map.entry(
              "trigger.json",
              Set.of("api.json", "store", "stream", "event", "trigger", "trigger.filter")),
          Map.entry(
              "trigger.run",
              Set.of(
                  "leader",
                  "leader.decide",
                  "log",
                  "store",
                  "stream",
                  "table",
                  "trigger",
                  "trigger.filter",
                  "trigger.json")),
          Map.entry("causal", Set.of("store", "table")),
          Map.entry("verify", Set.of("store")),
          Map.entry("verify.http", Set.of("http", "store", "verify")),
          Map.entry("http", Set.of()),
          Map.entry("broker", Set.of()));

  /** Each library, and the only packages that may know it. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "org.apache.kafka..", List.of("log.kafka", "broker"),
          "kafka..", List.of("broker"),
          "org.rocksdb..", List.of("store.rocksdb"),
          "com.dynatrace.hash4j..", List.of("store"),
          "io.vertx..", List.of("api.http..", "control.http..", "main"),
          "io.netty..", List.of("api.http..", "control.http..", "main"),
          "com.fasterxml.jackson..", List.of("api..", "control..", "event", "trigger.json", "main"),
          "picocli..", List.of("main"));

  private static final List<String> ADAPTERS =
      List.of(
          "log.kafka",
          "log.memory",
          "store.rocksdb",
          "store.memory",
          "broker",
          "api.http",
          "control.http",
          "verify.http",
          "trigger.http");

  @Test
  void knowsOfTheOtherModulesOnlyWhatAChangeIs() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("dev.pangaea.replicator..", "dev.pangaea.simulator.."));
  }

  @Test
  void packagesKnowOnlyTheirArrows() {
    Set<String> unwanted = new TreeSet<>();
    for (JavaClass from : MODULE) {
      Set<String> allowed = ARROWS.get(below(from));
      if (allowed == null) {
        continue;
      }
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        boolean ours = to.getPackageName().startsWith(ROOT + ".");
        if (ours && !below(to).equals(below(from)) && !allowed.contains(below(to))) {
          unwanted.add(from.getName() + " -> " + to.getName());
        }
      }
    }
    assertThat(unwanted).isEmpty();
  }

  @Test
  void librariesStayInTheirPackages() {
    LIBRARIES.forEach(
        (library, packages) ->
            check(
                noClasses()
                    .that()
                    .resideOutsideOfPackages(absolute(packages))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)));
  }

  @Test
  void onlyMainKnowsTheAdapters() {
    for (String adapter : ADAPTERS) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackages(absolute(List.of(adapter + "..", "main..")))
              .should()
              .dependOnClassesThat()
              .resideInAPackage(ROOT + "." + adapter + ".."));
    }
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".main..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".main.."));
  }

  @Test
  void decidingIsPure() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + ".leader.decide..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                ROOT + ".leader.decide..",
                ROOT + ".expression..",
                "dev.pangaea.conflict..",
                "java.lang..",
                "java.math",
                "java.util",
                "java.util.function"));
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".leader.decide..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.util\\.(Hash|UUID|Random|Date).*|java\\.lang\\.Thread.*"));
  }

  @Test
  void expressionsKnowItemsOnly() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + ".expression..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                ROOT + ".expression..",
                "dev.pangaea.conflict.item",
                "dev.pangaea.conflict.bytes",
                "java.lang..",
                "java.math",
                "java.nio.charset",
                "java.util..")
            .because("what an expression means is pure"));
  }

  @Test
  void nothingGoesInCircles() {
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    check(slices().matching(ROOT + ".api.(*)..").should().beFreeOfCycles());
  }

  @Test
  void everyPackageSaysWhatItHolds() {
    Set<String> packages =
        MODULE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages).contains(absolute(List.copyOf(ARROWS.keySet())));
    for (String name : packages) {
      assertThat(MODULE.contain(name + ".package-info")).as("package-info of %s", name).isTrue();
    }
  }

  private static String below(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
  }

  private static String[] absolute(List<String> packages) {
    return packages.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MODULE);
  }
}
