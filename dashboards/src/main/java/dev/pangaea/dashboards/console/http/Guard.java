package dev.pangaea.dashboards.console.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is let in. The console has no users: whoever reaches its port may do what it can. So that a
 * page from elsewhere, open in the same browser, is not one of them,
 *
 * <ul>
 *   <li>a request must name the console by an address or as localhost, so that no name of others
 *       can be pointed here (DNS rebinding),
 *   <li>what a browser marks as coming from another site is refused, and
 *   <li>whatever changes something needs a header that a browser lets no other site set.
 * </ul>
 */
final class Guard {
  static final String HEADER = "X-Pangaea-Console";

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:]+:[0-9a-fA-F:.]*");

  private final String bind;

  Guard(String bind) {
    this.bind = bind;
  }

  /** A reply's headers, whatever it is. */
  static void shield(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
  }

  /** Why a request is not answered; empty if it is. */
  Optional<String> refusal(HttpServerRequest request) {
    MultiMap headers = request.headers();
    String host = headers.get("Host");
    if (host == null || !known(name(host), bind)) {
      return Optional.of("the console is not known by this name; use localhost or its address");
    }
    String origin = headers.get("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      return Optional.of("requests from other origins are not taken");
    }
    String site = headers.get("Sec-Fetch-Site");
    boolean ofPage = request.path().startsWith("/api/");
    if (ofPage && site != null && !OWN_SITE.contains(site)) {
      return Optional.of("requests from other sites are not taken");
    }
    return reads(request) ? Optional.empty() : unprovenChange(request);
  }

  /** Whether a request changes nothing. */
  static boolean reads(HttpServerRequest request) {
    return request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
  }

  private static Optional<String> unprovenChange(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (!"1".equals(headers.get(HEADER))) {
      return Optional.of("what changes something needs the header " + HEADER + ": 1");
    }
    String type = String.valueOf(headers.get("Content-Type")).split(";", 2)[0].strip();
    String wanted = request.path().equals("/api/scenario") ? "text/plain" : "application/json";
    return type.equalsIgnoreCase(wanted) || type.equalsIgnoreCase("application/json")
        ? Optional.empty()
        : Optional.of("what changes something needs the Content-Type " + wanted);
  }

  /** Whether a console that listens there goes by the name. */
  static boolean known(String name, String bind) {
    return LOOPBACK.contains(name)
        || name.equalsIgnoreCase(bind)
        || EVERYWHERE.contains(bind) && ADDRESS.matcher(name).matches();
  }

  private static String name(String host) {
    if (host.startsWith("[")) {
      int end = host.indexOf(']');
      return end < 0 ? "" : host.substring(1, end);
    }
    int colon = host.indexOf(':');
    return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }
}
