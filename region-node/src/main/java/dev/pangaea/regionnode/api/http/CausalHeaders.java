package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.causal.CausalToken;
import dev.pangaea.regionnode.causal.Causality;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The headers beside DynamoDB's protocol: a write's reply has a token, which makes a request to any
 * region wait until the write is visible there; and replies about global tables say up to when all
 * of the other regions is visible. Any thread may call.
 */
final class CausalHeaders {
  static final String AFTER = "x-pangaea-after";
  static final String WAIT = "x-pangaea-after-wait-millis";
  static final String TOKEN = "x-pangaea-token";
  static final String VISIBLE_AS_OF = "x-pangaea-visible-as-of";

  /** How often those who have waited for too long are looked for. */
  static final long SWEEP_MILLIS = 50;

  private static final CharSequence TOKEN_NAME = HttpHeaders.createOptimized(TOKEN);
  private static final CharSequence VISIBLE_NAME = HttpHeaders.createOptimized(VISIBLE_AS_OF);
  private static final Failure NO_TOKEN =
      Failure.validation("The header " + AFTER + " holds something that is no token of a write");
  private static final Failure NO_WAIT =
      Failure.validation("The header " + WAIT + " does not hold a number of milliseconds");
  private static final Failure TOO_MANY =
      Failure.of(ErrorKind.THROTTLING, "Too many requests wait for writes. Try again later.");

  private static final Failure NOT_A_REPLICA =
      Failure.of(
          ErrorKind.UNAVAILABLE,
          "The header "
              + AFTER
              + " names a region in which the table has no replica that is known here. Try again.");

  private final Causality causality;
  private final Counter here;
  private final Counter late;
  private final Counter refused;

  CausalHeaders(Causality causality, MeterRegistry registry) {
    this.causality = causality;
    this.here = counter(registry, "here");
    this.late = counter(registry, "late");
    this.refused = counter(registry, "refused");
    Gauge.builder("pangaea.api.after.waiting.requests", causality, Causality::waiting)
        .description("Requests that wait until other regions' writes are visible")
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String outcome) {
    return Counter.builder("pangaea.api.after.requests")
        .description("Requests with a token, by whether what it stands for was visible in time")
        .tag("outcome", outcome)
        .register(registry);
  }

  void tell(Reply.Success reply, HttpServerResponse response) {
    causality.token(reply.touched()).ifPresent(token -> response.putHeader(TOKEN_NAME, token));
    causality
        .visibleAsOf(reply.touched())
        .ifPresent(text -> response.putHeader(VISIBLE_NAME, text));
  }

  void expire() {
    causality.expire();
  }

  /**
   * Lets a request go on once what it is to come after is visible: at once, if it names nothing.
   *
   * @param goOn called on this thread or another, or {@code refuse} is
   */
  void await(HttpServerRequest request, Runnable goOn, Consumer<Failure> refuse) {
    String text = request.getHeader(AFTER);
    if (text == null) {
      goOn.run();
      return;
    }
    Optional<CausalToken> token = CausalToken.of(text);
    Optional<Duration> wait = wait(request);
    if (token.isEmpty() || wait.isEmpty()) {
      refused.increment();
      refuse.accept(token.isEmpty() ? NO_TOKEN : NO_WAIT);
      return;
    }
    causality.await(token.get(), wait.get(), new Waiting(goOn, refuse, wait.get()));
  }

  /** Empty for nonsense; more than may be waited is as much as that. */
  private static Optional<Duration> wait(HttpServerRequest request) {
    String text = request.getHeader(WAIT);
    if (text == null) {
      return Optional.of(Causality.WAIT_MAX);
    }
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(Character::isDigit)) {
      return Optional.empty();
    }
    long millis = Math.min(Long.parseLong(text), Causality.WAIT_MAX.toMillis());
    return Optional.of(Duration.ofMillis(millis));
  }

  private final class Waiting implements Causality.After {
    private final Runnable goOn;
    private final Consumer<Failure> refuse;
    private final Duration wait;

    Waiting(Runnable goOn, Consumer<Failure> refuse, Duration wait) {
      this.goOn = goOn;
      this.refuse = refuse;
      this.wait = wait;
    }

    @Override
    public void here() {
      here.increment();
      goOn.run();
    }

    @Override
    public void late() {
      late.increment();
      refuse.accept(
          Failure.of(
              ErrorKind.UNAVAILABLE,
              "The writes that %s stands for are not all visible in this region after %d ms. Try again."
                  .formatted(AFTER, wait.toMillis())));
    }

    @Override
    public void notAReplica() {
      refused.increment();
      refuse.accept(NOT_A_REPLICA);
    }

    @Override
    public void tooMany() {
      refused.increment();
      refuse.accept(TOO_MANY);
    }
  }
}
