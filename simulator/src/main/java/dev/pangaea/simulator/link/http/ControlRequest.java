package dev.pangaea.simulator.link.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as resources see it.
 *
 * @param path its segments, decoded
 * @param query as it came
 */
record ControlRequest(String method, List<String> path, String query, String body) {
  static ControlRequest of(String method, String rawPath, String rawQuery, String body) {
    List<String> path =
        Stream.of(rawPath.split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(ControlRequest::decode)
            .toList();
    return new ControlRequest(method, path, rawQuery, body);
  }

  /**
   * The method and the shape of the path below its first segment: {@code GET *} of {@code GET
   * /proxies/a}.
   */
  boolean is(String wantedMethod, String... below) {
    if (!method.equals(wantedMethod) || path.size() != below.length + 1) {
      return false;
    }
    for (int index = 0; index < below.length; index++) {
      if (!below[index].equals("*") && !below[index].equals(path.get(index + 1))) {
        return false;
      }
    }
    return true;
  }

  String segment(int index) {
    return path.get(index);
  }

  /** What the query says of this name, first. */
  Optional<String> parameter(String name) {
    return Stream.of(query.split("&"))
        .filter(each -> each.startsWith(name + "="))
        .map(each -> decode(each.substring(name.length() + 1)))
        .findFirst();
  }

  ControlException unknown() {
    return new ControlException(
        405, "method not allowed: " + method + " /" + String.join("/", path));
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new ControlException(400, "bad request path");
    }
  }
}
