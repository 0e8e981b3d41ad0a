package dev.pangaea.simulator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import java.net.http.HttpClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Which package knows which: faults below, links, load and worlds beside each other, the demo on
 * top.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.pangaea.simulator";
  private static final JavaClasses MODULE =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  /** Every package, and what it may know of the others. */
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("", Set.of()),
          Map.entry("fault", Set.of()),
          Map.entry("link", Set.of("fault")),
          Map.entry("link.scenario", Set.of("link", "fault")),
          Map.entry("link.http", Set.of("link", "link.scenario", "fault")),
          Map.entry("workload", Set.of()),
          Map.entry("workload.lag", Set.of("workload")),
          Map.entry("workload.http", Set.of("workload", "workload.lag")),
          Map.entry("workload.console", Set.of("workload", "workload.http")),
          Map.entry("check", Set.of()),
          Map.entry("world", Set.of("check")),
          Map.entry("run", Set.of("world", "check")),
          Map.entry("client", Set.of()),
          Map.entry("story", Set.of()),
          Map.entry("story.world", Set.of("story", "world", "check")),
          Map.entry("story.http", Set.of("story", "client")),
          Map.entry("terminal", Set.of()),
          Map.entry("lag", Set.of()),
          Map.entry("lag.http", Set.of("lag", "client")),
          Map.entry("lag.report", Set.of("lag")),
          Map.entry(
              "lag.measure",
              Set.of(
                  "lag",
                  "lag.http",
                  "lag.report",
                  "link",
                  "link.scenario",
                  "client",
                  "workload",
                  "workload.lag",
                  "workload.http")),
          Map.entry("history", Set.of()),
          Map.entry("history.http", Set.of("history", "client")),
          Map.entry("demo", Set.of("client", "terminal", "workload.console", "link", "link.http")),
          Map.entry("junit.running", Set.of()),
          Map.entry("junit.embedded", Set.of("junit.running", "demo", "link", "fault")),
          Map.entry("junit.containers", Set.of("junit.running", "client")),
          Map.entry(
              "junit",
              Set.of(
                  "junit.running",
                  "junit.embedded",
                  "junit.containers",
                  "client",
                  "demo",
                  "check")),
          Map.entry(
              "main",
              Set.of(
                  "client",
                  "link",
                  "link.http",
                  "workload",
                  "workload.http",
                  "workload.console",
                  "world",
                  "run",
                  "story",
                  "story.world",
                  "story.http",
                  "demo",
                  "terminal",
                  "lag",
                  "lag.http",
                  "lag.measure",
                  "lag.report",
                  "history",
                  "history.http")));

  /** Each library, and the only packages that may know it. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "org.testcontainers..", List.of("junit.containers"),
          "io.netty..", List.of("link", "workload.http"),
          "io.vertx..", List.of("link.http", "demo", "main"),
          "io.micrometer..", List.of("link", "demo", "main"),
          "com.fasterxml.jackson..",
              List.of(
                  "link.http",
                  "workload",
                  "workload.http",
                  "client",
                  "story.http",
                  "junit",
                  "lag",
                  "lag.http",
                  "history",
                  "history.http"),
          "dev.pangaea.conflict..",
              List.of(
                  "client",
                  "demo",
                  "junit",
                  "junit.embedded",
                  "world",
                  "check",
                  "story",
                  "story.world",
                  "story.http",
                  "history",
                  "history.http"),
          "dev.pangaea.regionnode..",
              List.of(
                  "demo",
                  "junit",
                  "junit.embedded",
                  "junit.containers",
                  "world",
                  "check",
                  "client",
                  "story.world",
                  "lag.http",
                  "history",
                  "history.http",
                  "main"),
          "dev.pangaea.replicator..", List.of("demo", "world", "main"),
          "dev.pangaea.dashboards..", List.of("demo", "workload.console", "main"),
          "picocli..", List.of("main"));

  @Test
  void packagesKnowOnlyTheirArrows() {
    Set<String> unwanted = new TreeSet<>();
    for (JavaClass from : MODULE) {
      assertThat(ARROWS).as("arrows of %s", from.getName()).containsKey(below(from));
      Set<String> allowed = ARROWS.get(below(from));
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        boolean ours = to.getPackageName().startsWith(ROOT);
        if (ours && !below(to).equals(below(from)) && !allowed.contains(below(to))) {
          unwanted.add(from.getName() + " -> " + to.getName());
        }
      }
    }
    assertThat(unwanted).isEmpty();
  }

  @Test
  void librariesAndOtherModulesStayInTheirPackages() {
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

  /** Of a node they know only how a client is made: the rest they are told over HTTP. */
  @Test
  void whoCallsNodesSeesNothingInsideThem() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(absolute(List.of("client", "lag.http")))
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.pangaea.regionnode..")
                    .and(not(resideInAPackage("dev.pangaea.regionnode.http")))));
  }

  /** Those of tests too. */
  @Test
  void everyClientIsOneThatOffersNoOtherVersionOfHttp() {
    noClasses()
        .should()
        .callMethod(HttpClient.class, "newHttpClient")
        .orShould()
        .callMethod(HttpClient.class, "newBuilder")
        .because("Http1 of the region node makes them")
        .check(withTests());
  }

  /**
   * What a world is made of: nothing with a clock or a technology, nor with a thread, but for a
   * node's tables, whose threads are stepped.
   */
  @Test
  void worldsSeeOnlyWhatRunsWithoutThreadAndClock() {
    knowsOnly(
        "check",
        "dev.pangaea.conflict..",
        "..regionnode.ledger",
        "..regionnode.log",
        "..regionnode.store");
    knowsOnly(
        "world",
        ROOT + ".check",
        "dev.pangaea.conflict..",
        "..regionnode.causal",
        "..regionnode.control",
        "..regionnode.expression",
        "..regionnode.leader",
        "..regionnode.leader.decide",
        "..regionnode.ledger",
        "..regionnode.log",
        "..regionnode.store",
        "..regionnode.store.memory",
        "..regionnode.table",
        "..replicator.plan",
        "java.time",
        "java.util.concurrent");
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".world")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.regionnode\\.leader\\.LeaderLoop"));
  }

  @Test
  void worldsDrawNothingThatTheSeedDoesNotGive() {
    String[] worlds = absolute(List.of("world", "check"));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(worlds)
            .and()
            .haveNameNotMatching(".*\\.Lockstep.*")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.(UUID|Random|Date|Timer)|java\\.lang\\.(Thread|Process).*"
                    + "|java\\.time\\.(?!(Duration|Instant|InstantSource)$).*"
                    + "|java\\.util\\.concurrent\\.(?!CompletionStage$).*"));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(worlds)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(SplittableRandom.class));
  }

  @Test
  void faultsArePure() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + ".fault..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(
                        ROOT + ".fault..",
                        "java.lang..",
                        "java.math",
                        "java.util",
                        "java.util.function",
                        "java.util.random",
                        "java.util.stream")
                    .or(type(TimeUnit.class))));
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".fault..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.util\\.(Hash|UUID|Random|Date|Timer).*|java\\.lang\\.(Thread|Process).*"));
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".fault..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis"));
  }

  private static final List<String> OUTERMOST =
      List.of("demo", "junit", "junit.running", "junit.embedded", "junit.containers", "main");

  @Test
  void nothingBelowKnowsTheDemo() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(absolute(OUTERMOST))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(absolute(OUTERMOST)));
  }

  @Test
  void nothingGoesInCircles() {
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

  private static void knowsOnly(String name, String... others) {
    List<String> packages = new ArrayList<>(List.of(others));
    packages.addAll(List.of(ROOT + "." + name, "java.lang..", "java.util", "java.util.function"));
    packages.addAll(List.of("java.math", "java.util.random", "java.util.stream"));
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + "." + name)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(packages.toArray(String[]::new)));
  }

  /** With the tests, and without what they rest on, which would be most of the class path. */
  private static JavaClasses withTests() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPackages(ROOT);
        });
  }

  private static String below(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : "";
  }

  private static String[] absolute(List<String> packages) {
    return packages.stream().map(name -> ROOT + "." + name).toArray(String[]::new);
  }

  private static void check(ArchRule rule) {
    rule.check(MODULE);
  }
}
