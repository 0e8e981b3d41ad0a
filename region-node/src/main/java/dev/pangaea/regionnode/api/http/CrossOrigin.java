package dev.pangaea.regionnode.api.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Lets pages of any origin talk to the API, as DynamoDB does. */
final class CrossOrigin {
  private static final String ANY = "*";
  private static final String MAX_AGE_SECONDS = "172800";
  private static final String EXPOSED =
      "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

  private CrossOrigin() {}

  /** Whether a browser asks what it may send. */
  static boolean isPreflight(HttpServerRequest request) {
    return request.method() == HttpMethod.OPTIONS && isFromAPage(request);
  }

  /** Says so in the response to a request that comes from a page. */
  static void allow(HttpServerRequest request) {
    if (!isFromAPage(request)) {
      return;
    }
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
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

  private static boolean isFromAPage(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.ORIGIN);
  }

  private static void echo(HttpServerRequest request, CharSequence asked, CharSequence allowed) {
    String value = request.headers().get(asked);
    if (value != null) {
      request.response().putHeader(allowed, value);
    }
  }
}
