package dev.pangaea.dashboards.console.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The page's files, from the jar. Reading blocks, the first time. */
final class PageFiles {
  private static final String FOLDER = "/dev/pangaea/dashboards/console/page/";
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, PageFile> read = new ConcurrentHashMap<>();

  record PageFile(String type, Buffer content) {}

  /**
   * @param path below the page's folder
   */
  Optional<PageFile> file(String path) {
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || !PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(read.computeIfAbsent(path, _ -> load(path, type)));
  }

  /** Null for what is not there, which is not kept. */
  private static PageFile load(String path, String type) {
    try (InputStream bytes = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      return bytes == null ? null : new PageFile(type, Buffer.buffer(bytes.readAllBytes()));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
