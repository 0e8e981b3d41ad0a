package dev.pangaea.regionnode.trigger;

import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.stream.StreamId;
import java.net.URI;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A worker that is told of a stream's records.
 *
 * @param id never given to another one
 * @param stream the one that its table had when it was made
 * @param fromLatest whether it was to begin with what came after it was made
 * @param starts where it began in shards that were there then; others are read from their beginning
 */
public record Trigger(
    String id,
    String name,
    StreamId stream,
    URI url,
    boolean enabled,
    long createdMillis,
    boolean fromLatest,
    SortedMap<Integer, StreamPosition> starts,
    DeliveryRules rules) {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final int URL_CHARS_MAX = 2048;

  public Trigger {
    starts = Collections.unmodifiableSortedMap(new TreeMap<>(starts));
    checkName(name);
    checkUrl(url);
  }

  public Trigger with(URI nextUrl, boolean nextEnabled, DeliveryRules nextRules) {
    return new Trigger(
        id, name, stream, nextUrl, nextEnabled, createdMillis, fromLatest, starts, nextRules);
  }

  public static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a name has 1 to 64 letters, digits, - and _");
    }
  }

  public static void checkUrl(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    if (!web || url.getHost() == null || url.toString().length() > URL_CHARS_MAX) {
      throw new IllegalArgumentException("url is an address that begins with http:// or https://");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("url holds neither a password nor a fragment");
    }
  }
}
