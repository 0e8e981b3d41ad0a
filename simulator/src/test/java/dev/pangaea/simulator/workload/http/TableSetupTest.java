package dev.pangaea.simulator.workload.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pangaea.simulator.workload.BenchPlan;
import dev.pangaea.simulator.workload.Pace;
import dev.pangaea.simulator.workload.Plans;
import dev.pangaea.simulator.workload.http.StubEndpoint.Manner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableSetupTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final StubRegion region = new StubRegion();
  private final AtomicLong nanos = new AtomicLong();
  private Duration activeAfter = Duration.ZERO;
  private Duration perLook = Duration.ZERO;

  @Test
  void looksUntilTheTableIsActive() throws Exception {
    activeAfter = Duration.ofSeconds(40);
    prepare();
    assertThat(Duration.ofNanos(nanos.get()))
        .isBetween(activeAfter, activeAfter.plus(Duration.ofSeconds(1)));
  }

  @Test
  void givesUpAfterAMinute() {
    activeAfter = Duration.ofDays(1);
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(this::prepare)
        .withMessageContaining("does not become active");
    assertThat(Duration.ofNanos(nanos.get()))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
  }

  @Test
  void theMinuteCountsTheTimeOfItsLooks() {
    activeAfter = Duration.ofDays(1);
    perLook = Duration.ofSeconds(10);
    assertThatExceptionOfType(BenchException.class).isThrownBy(this::prepare);
    assertThat(Duration.ofNanos(nanos.get())).isLessThan(Duration.ofSeconds(100));
  }

  private void prepare() throws Exception {
    try (StubEndpoint endpoint = new StubEndpoint(Manner.LENGTH, this::answer)) {
      BenchPlan plan =
          Plans.plan(
              endpoint.uri(),
              Plans.load(new Pace.Closed(), 0, false, PATIENT),
              Plans.wire(1, 1, PATIENT));
      new TableSetup(
              plan,
              new ControlClient(plan.wire(), InstantSource.system()),
              nanos::get,
              time -> nanos.addAndGet(time.toNanos()))
          .prepare();
    }
  }

  private StubReply answer(String operation, String body) throws Exception {
    nanos.addAndGet(perLook.toNanos());
    StubReply reply = region.answer(operation, body);
    return nanos.get() < activeAfter.toNanos()
        ? new StubReply(reply.status(), reply.body().replace("ACTIVE", "CREATING"))
        : reply;
  }
}
