package dev.pangaea.regionnode.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.change.Position;
import dev.pangaea.conflict.change.RecordId;
import dev.pangaea.conflict.change.StreamView;
import dev.pangaea.conflict.change.StreamWord;
import dev.pangaea.conflict.version.HybridTime;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.Operations;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.leader.FakeLeaders;
import dev.pangaea.regionnode.store.Applied;
import dev.pangaea.regionnode.store.PartitionId;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StreamPosition;
import dev.pangaea.regionnode.store.StreamSpan;
import dev.pangaea.regionnode.store.memory.MemoryStore;
import dev.pangaea.regionnode.stream.RegionStreams;
import dev.pangaea.regionnode.stream.SequenceNumber;
import dev.pangaea.regionnode.stream.StreamDescription;
import dev.pangaea.regionnode.table.FakeTables;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of streams whose rows are gone, or are not all there yet. */
class StreamRequestsTest {
  private static final RegionName REGION = new RegionName("us-east-1");
  private static final PartitionId PARTITION = new PartitionId(7, 0);
  private static final Identity IDENTITY = Identity.of(REGION, List.of(REGION));

  private final FakeTables tables = new FakeTables(REGION, 1);
  private final MemoryStore store = new MemoryStore();
  private final FakeLeaders leaders = new FakeLeaders(store, tables::indexes);
  private final RegionStreams streams = new RegionStreams(REGION, tables, store);
  private final Caller caller =
      new Caller(
          Operations.of(IDENTITY, tables, store, leaders)
              .and(
                  StreamOperations.byName(
                      IDENTITY, tables, streams, leaders, InstantSource.system())));
  private StreamDescription stream;

  @BeforeEach
  void begin() {
    StreamWord word = new StreamWord(1_700_000_000_000L, StreamView.KEYS_ONLY);
    commit(
        new Entry.PutStreamSpan(
            PARTITION,
            new StreamSpan(
                word, "orders", List.of("p"), new StreamPosition(3, 0), 1000, Optional.empty())),
        new Entry.PutApplied(
            PARTITION,
            new Applied(new Position(20, new RecordId(1, 20)), HybridTime.of(20, 0), 0, 0, 0, 0)));
    stream = streams.streams().getFirst();
  }

  @AfterEach
  void close() {
    leaders.close();
  }

  @Test
  void whatIsTooOldIsToldToBe() {
    String oldest = iterator("'TRIM_HORIZON'");
    String old = SequenceNumber.of(new StreamPosition(5, 0));
    String numbered = iterator("'AT_SEQUENCE_NUMBER','SequenceNumber':'" + old + "'");
    commit(new Entry.TrimStream(PARTITION, StreamPosition.START, new StreamPosition(9, 0)));
    for (String iterator : List.of(oldest, numbered)) {
      assertThat(caller.failure("GetRecords", "{'ShardIterator':'" + iterator + "'}").kind())
          .isEqualTo(ErrorKind.TRIMMED_DATA_ACCESS);
    }
    for (String type : List.of("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER")) {
      String request = request("'" + type + "','SequenceNumber':'" + old + "'");
      assertThat(caller.failure("GetShardIterator", request).kind())
          .isEqualTo(ErrorKind.TRIMMED_DATA_ACCESS);
    }
    String now = iterator("'TRIM_HORIZON'");
    assertThat(caller.call("GetRecords", "{'ShardIterator':'" + now + "'}"))
        .contains("'Records':[]");
  }

  @Test
  void nothingIsTheLatestBeforeAllIsThere() {
    leaders.fallBehind();
    assertThat(caller.failure("GetShardIterator", request("'LATEST'")).kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(iterator("'TRIM_HORIZON'")).isNotEmpty();
  }

  @Test
  void anIteratorThatIsNoneIsRefusedBeforeALimitThatIsTooHigh() {
    assertThat(caller.message("GetRecords", "{'ShardIterator':'x','Limit':1001}"))
        .isEqualTo("Invalid ShardIterator");
  }

  @Test
  void aFilterOfShardsSaysOfWhatAndStandsAlone() {
    String arn = "{'StreamArn':'" + IDENTITY.tableArn("orders") + "/stream/" + stream.id().label();
    String shard = stream.shards().getFirst().id().text();
    assertThat(caller.message("DescribeStream", arn + "','ShardFilter':{}}"))
        .isEqualTo(
            "1 validation error detected: Value 'null' at 'shardFilter.type' failed to satisfy"
                + " constraint: Member must be CHILD_SHARDS");
    assertThat(
            caller.message(
                "DescribeStream",
                arn
                    + "','ExclusiveStartShardId':'"
                    + shard
                    + "','ShardFilter':{'Type':'CHILD_SHARDS'}}"))
        .isEqualTo(
            "ShardFilter and ExclusiveStartShardId both should not be specified in the request.");
  }

  @Test
  void aFilterOfShardsThatNamesNoneLeavesNothingOut() {
    String arn = "{'StreamArn':'" + IDENTITY.tableArn("orders") + "/stream/" + stream.id().label();
    String shard = stream.shards().getFirst().id().text();
    assertThat(caller.call("DescribeStream", arn + "','ShardFilter':{'Type':'CHILD_SHARDS'}}"))
        .isEqualTo(caller.call("DescribeStream", arn + "'}"))
        .contains(shard);
    assertThat(
            caller.call(
                "DescribeStream",
                arn + "','ShardFilter':{'Type':'CHILD_SHARDS','ShardId':'" + shard + "'}}"))
        .doesNotContain(shard);
  }

  private String iterator(String type) {
    return caller
        .call("GetShardIterator", request(type))
        .replace("{'ShardIterator':'", "")
        .replace("'}", "");
  }

  private String request(String type) {
    String arn = IDENTITY.tableArn("orders") + "/stream/" + stream.id().label();
    String shard = stream.shards().getFirst().id().text();
    return "{'StreamArn':'" + arn + "','ShardId':'" + shard + "','ShardIteratorType':" + type + "}";
  }

  private void commit(Entry... entries) {
    StoreBatch batch = new StoreBatch();
    for (Entry entry : entries) {
      batch.add(entry);
    }
    store.commit(batch);
  }
}
