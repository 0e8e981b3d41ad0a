package dev.pangaea.regionnode.api.stream;

import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.leader.Leaders;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.table.Tables;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** The operations on streams, by DynamoDB's names. */
public final class StreamOperations {
  /** They are a service of their own, with a target of its own, at the same port. */
  public static final Set<String> NAMES =
      Set.of("ListStreams", "DescribeStream", "GetShardIterator", "GetRecords");

  private StreamOperations() {}

  public static Map<String, Operation> byName(
      Identity identity,
      Tables tables,
      StreamReader streams,
      Leaders leaders,
      InstantSource clock) {
    StreamLookup lookup = new StreamLookup(identity, tables, streams);
    return Map.of(
        "ListStreams",
        new ListStreamsHandler(lookup),
        "DescribeStream",
        new DescribeStreamHandler(lookup),
        "GetShardIterator",
        new GetShardIteratorHandler(lookup, streams, leaders, clock),
        "GetRecords",
        new GetRecordsHandler(lookup, streams, clock, ReadPool.ofThisMachine("stream-")));
  }
}
