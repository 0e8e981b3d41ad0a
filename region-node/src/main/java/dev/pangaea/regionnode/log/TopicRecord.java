package dev.pangaea.regionnode.log;

import dev.pangaea.conflict.bytes.Bytes;
import java.util.Collections;
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
}
