package dev.pangaea.regionnode.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record of a topic that others read.
 *
 * @param partition of the topic
 * @param millis the time that it tells
 */
public record TopicRecord(
    int partition, Bytes key, Bytes value, long millis, SortedMap<String, String> headers) {
  public TopicRecord {
    headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
  }

  /** What it takes without any frame around it. */
  public int bytes() {
    int bytes = key.length() + value.length();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      bytes += header.getKey().getBytes(UTF_8).length + header.getValue().getBytes(UTF_8).length;
    }
    return bytes;
  }
}
