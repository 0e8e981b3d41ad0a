package dev.pangaea.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pangaea.simulator.workload.BenchPlan.Credentials;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
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
    assertThatIllegalArgumentException().isThrownBy(() -> Plans.shape(37));
    assertThatIllegalArgumentException().isThrownBy(() -> Plans.shape(409_601));
  }

  @Test
  void anItemHasRoomForAllItsKeys() {
    TableShape table = new TableShape(100, true, 5, 10);
    assertThat(Plans.counted(126, table).filler(new SplittableRandom(1))).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Plans.counted(125, table));
  }

  @Test
  void queriesAreOfAnIndexThatIsThere() {
    TableShape table = new TableShape(100, false, 2, 10);
    assertThat(queries(Optional.of(2), 4, 1024, table).itemsPerQuery()).isEqualTo(4);
    assertThatIllegalArgumentException().isThrownBy(() -> queries(Optional.of(3), 4, 1024, table));
    assertThatIllegalArgumentException().isThrownBy(() -> queries(Optional.of(0), 4, 1024, table));
  }

  @Test
  void howManyItemsAQueryBringsIsKnown() {
    TableShape sorted = new TableShape(100, true, 0, 20);
    assertThat(queries(Optional.empty(), 50, 1024, sorted).itemsPerQuery()).isEqualTo(20);
    assertThat(queries(Optional.empty(), 50, 409_600, TableShape.simple(100)).itemsPerQuery())
        .isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries(Optional.empty(), 50, 60_000, sorted))
        .withMessageContaining("1 MB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> queries(Optional.empty(), 0, 1024, sorted));
  }

  private static BenchPlan.LoadPlan queries(
      Optional<Integer> index, int limit, int itemBytes, TableShape table) {
    return Plans.load(
        new Pace.Closed(),
        Plans.everything(false, new QueryPlan(index, limit)),
        Plans.counted(itemBytes, table),
        false,
        Duration.ofSeconds(1));
  }

  @Test
  void theSecretKeyIsNotPrinted() {
    assertThat(new Credentials("me", "hidden").toString()).doesNotContain("hidden");
  }
}
