package dev.pangaea.regionnode.api.stream;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.stream.StreamDescription.Shard;
import dev.pangaea.regionnode.stream.StreamId;
import dev.pangaea.regionnode.stream.StreamReader;
import dev.pangaea.regionnode.table.Tables;
import java.util.List;
import java.util.Optional;

/** How requests name streams and shards, and what is found by that. */
final class StreamLookup {
  static final int ARN_CHARS_MIN = 37;
  static final int ARN_CHARS_MAX = 1024;
  static final int SHARD_CHARS_MIN = 28;
  static final int SHARD_CHARS_MAX = 65;
  private static final String STREAM = "/stream/";

  private final Identity identity;
  private final Tables tables;
  private final StreamReader streams;

  StreamLookup(Identity identity, Tables tables, StreamReader streams) {
    this.identity = identity;
    this.tables = tables;
    this.streams = streams;
  }

  static void checkArn(Constraints constraints, String arn) {
    constraints.present("streamArn", arn);
    constraints.length("streamArn", arn, ARN_CHARS_MIN, ARN_CHARS_MAX);
  }

  String arn(StreamId stream) {
    return identity.tableArn(stream.table()) + STREAM + stream.label();
  }

  String region() {
    return identity.region().value();
  }

  /** Refused while it is not known which streams there are. */
  List<StreamDescription> all() {
    if (!tables.known()) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
    return streams.streams();
  }

  /** The stream of a checked resource name; the request is refused if there is none. */
  StreamDescription existing(String arn) {
    boolean known = tables.known();
    Optional<StreamDescription> stream = find(arn);
    if (stream.isEmpty()) {
      Failure missing = notFound("Stream: " + arn + " not found");
      throw (known ? missing : OperationFailures.UNAVAILABLE).refused();
    }
    return stream.get();
  }

  private Optional<StreamDescription> find(String arn) {
    int label = arn.lastIndexOf(STREAM);
    String table = identity.tableArn("");
    if (label < 0 || !arn.startsWith(table) || label < table.length()) {
      return Optional.empty();
    }
    return streams.stream(
        arn.substring(table.length(), label), arn.substring(label + STREAM.length()));
  }

  static Shard shard(StreamDescription stream, String shard) {
    return stream.shards().stream()
        .filter(each -> each.id().text().equals(shard))
        .findFirst()
        .orElseThrow(() -> shardNotFound().refused());
  }

  static Failure shardNotFound() {
    return notFound("Shard does not exist");
  }

  private static Failure notFound(String what) {
    return Failure.of(ErrorKind.RESOURCE_NOT_FOUND, "Requested resource not found: " + what);
  }
}
