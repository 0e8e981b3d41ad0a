package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchPlanTest {
  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1:8001", "localhost:8001", "http:/x", "ftp://a"})
  void anEndpointIsPlainHttpWithAHost(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Target(URI.create(endpoint), "us-east-1"));
  }

  @Test
  void anEndpointWithoutAPortIsOnPort80() {
    Target target = new Target(URI.create("http://localhost"), "us-east-1");
    assertThat(target.port()).isEqualTo(80);
    assertThat(target.authority()).isEqualTo("localhost");
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plans.load(new Pace.Closed(), 1.5, false, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Plans.load(new Pace.Closed(), 1, false, Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> Plans.wire(1, 2, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace.Open(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemShape("key-", 37));
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemShape("key-", 409_601));
  }

  @Test
  void theSecretKeyIsNotPrinted() {
    assertThat(new Credentials("me", "hidden").toString()).doesNotContain("hidden");
  }
}
