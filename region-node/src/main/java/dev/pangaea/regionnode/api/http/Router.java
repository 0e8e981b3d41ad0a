package dev.pangaea.regionnode.api.http;

import dev.pangaea.regionnode.api.Authenticator;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request's target to its operation, past the authenticator. Confined to one thread; its
 * routes are shared.
 */
final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  /** An operation and its timers. */
  record Route(String name, Operation operation, RequestMetrics.ByOutcome timers) {}

  private final Map<String, Route> routes;
  private final Route unknown;
  private final Authenticator authenticator;
  private final JsonDecoder decoder = new JsonDecoder();

  Router(Map<String, Route> routes, Route unknown, Authenticator authenticator) {
    this.routes = routes;
    this.unknown = unknown;
    this.authenticator = authenticator;
  }

  static Map<String, Route> routes(Operations operations, RequestMetrics metrics) {
    Map<String, Route> routes = new HashMap<>();
    operations
        .byName()
        .forEach(
            (name, operation) ->
                routes.put(
                    Operations.target(name), new Route(name, operation, metrics.operation(name))));
    return routes;
  }

  static Route unknown(RequestMetrics metrics) {
    return new Route(
        RequestMetrics.UNKNOWN_OPERATION,
        (request, listener) ->
            listener.accept(new Reply.Failed(Failure.of(ErrorKind.UNKNOWN_OPERATION))),
        metrics.operation(RequestMetrics.UNKNOWN_OPERATION));
  }

  Route route(String target) {
    Route route = target == null ? null : routes.get(target);
    return route == null ? unknown : route;
  }

  /** Whether the request is known and let in; if not, the exchange is given the reply. */
  boolean admits(Route route, Exchange exchange) {
    try {
      Optional<Failure> refusal =
          route == unknown
              ? Optional.of(Failure.of(ErrorKind.UNKNOWN_OPERATION))
              : authenticator.refusal(exchange);
      refusal.ifPresent(
          failure -> exchange.accept(new Reply.Failed(orMalformed(failure, exchange))));
      return refusal.isEmpty();
    } catch (RuntimeException | StackOverflowError broken) {
      exchange.accept(broken(route, broken));
      return false;
    }
  }

  /**
   * Handles a request that is let in; the exchange is given the reply, now or later, from any
   * thread.
   */
  void handle(Route route, Exchange exchange) {
    try {
      Request request =
          new Request(decoder.open(exchange.plainBody()), exchange.endpoint(), exchange::header);
      route.operation().handle(request, exchange);
    } catch (RefusedException refused) {
      exchange.accept(new Reply.Failed(refused.failure()));
    } catch (RuntimeException | StackOverflowError broken) {
      exchange.accept(broken(route, broken));
    }
  }

  /** What is not JSON at all is told before anything else. */
  private Failure orMalformed(Failure failure, Exchange exchange) {
    return decoder.wellFormed(exchange.plainBody()) ? failure : Failure.of(ErrorKind.SERIALIZATION);
  }

  static Reply broken(Route route, Throwable broken) {
    LOG.error("{} failed", route.name(), broken);
    return new Reply.Failed(Failure.INTERNAL);
  }
}
