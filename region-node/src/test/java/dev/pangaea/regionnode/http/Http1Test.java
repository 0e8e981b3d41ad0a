package dev.pangaea.regionnode.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

class Http1Test {
  @Test
  void offersNoOtherVersion() {
    try (HttpClient client = Http1.client()) {
      assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  /** Those of tests too. */
  @Test
  void everyClientOfTheModuleIsMadeHere() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Http1.class.getName())
        .should()
        .callMethod(HttpClient.class, "newHttpClient")
        .orShould()
        .callMethod(HttpClient.class, "newBuilder")
        .because("by default it asks plain ports to change to HTTP/2")
        .check(classesOfTheModule());
  }

  /** Without what they rest on, which would be most of the class path. */
  private static JavaClasses classesOfTheModule() {
    return ArchConfiguration.withThreadLocalScope(
        configuration -> {
          configuration.setResolveMissingDependenciesFromClassPath(false);
          return new ClassFileImporter().importPackages("dev.pangaea.regionnode");
        });
  }
}
