package dev.pangaea.regionnode.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;

/** Tells browsers which pages may talk to the API, and what they may send. */
final class CrossOrigin {
  private static final String MAX_AGE_SECONDS = "172800";
  private static final String EXPOSED =
      "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date,"
          + CausalHeaders.TOKEN
          + ","
          + CausalHeaders.VISIBLE_AS_OF;

  private final AllowedOrigins origins;

  CrossOrigin(AllowedOrigins origins) {
    this.origins = origins;
  }

  /** Whether a browser asks what a page may send that may send something. */
  boolean isPreflight(HttpServerRequest request) {
    return request.method() == HttpMethod.OPTIONS && answer(request).isPresent();
  }

  /** Says so in the response to a request that comes from a page. */
  void allow(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (origins instanceof AllowedOrigins.Only) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    Optional<String> allowed = answer(request);
    if (allowed.isEmpty()) {
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed.get());
    if (request.method() != HttpMethod.OPTIONS) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
      return;
    }
    response.putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
    echo(
        request,
        HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS,
        HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS);
    echo(
        request,
        HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD,
        HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS);
  }

  /** Empty for who is no page, and for pages that may not talk. */
  private Optional<String> answer(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null ? Optional.empty() : origins.answerTo(origin);
  }

  private static void echo(HttpServerRequest request, CharSequence asked, CharSequence allowed) {
    String value = request.headers().get(asked);
    if (value != null) {
      request.response().putHeader(allowed, value);
    }
  }
}
