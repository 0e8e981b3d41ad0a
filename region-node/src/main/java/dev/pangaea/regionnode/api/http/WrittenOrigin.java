package dev.pangaea.regionnode.api.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How browsers write an origin; one that is written otherwise would match none. */
final class WrittenOrigin {
  private static final int PORT_MAX = 65_535;

  /** Those that schemes mean where none is said. */
  private static final Map<String, Integer> PORTS = Map.of("http", 80, "https", 443);

  private WrittenOrigin() {}

  static void check(String origin) {
    String sent =
        sent(origin)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"%s\" is no origin: give them as http://host:port, or one *, or none"
                            .formatted(origin)));
    if (!sent.equals(origin)) {
      throw new IllegalArgumentException(
          "\"%s\" is sent by no browser: give it as browsers write it, %s".formatted(origin, sent));
    }
  }

  /** In lower case, without the port that its scheme means anyway, and without a user. */
  private static Optional<String> sent(String text) {
    try {
      URI uri = new URI(text);
      boolean bare = text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
      if (!bare || uri.getHost() == null || uri.getPort() > PORT_MAX) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      boolean meant = uri.getPort() == -1 || PORTS.getOrDefault(scheme, -1) == uri.getPort();
      return Optional.of(scheme + "://" + host + (meant ? "" : ":" + uri.getPort()));
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }
}
