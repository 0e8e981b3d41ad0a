package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.ThrottlingReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of requests that exceed the capacity of tables and indexes, as time goes by hand. */
class ThrottledRequestsTest {
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/TTT";
  private static final String TABLE =
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API.";
  private static final String PUT = "{'TableName':'TTT','Item':{'p':{'S':'%s'},'x':{'S':'%s'}}}";
  private static final String GET = "{'TableName':'TTT','Key':{'p':{'S':'%s'}}}";

  private final AtomicLong nanos = new AtomicLong();
  private final FakeRegion region = new FakeRegion(nanos::get);
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void writesTakeAUnitForEachKilobyteAndComeBackByTheSecond() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':100,'WriteCapacityUnits':2}");
    put("a", 1);
    pass(9);
    put("a", 20 * 1024);
    assertThat(failure("PutItem", PUT.formatted("a", "x")))
        .isEqualTo(exceeded(TABLE, "TableWriteProvisionedThroughputExceeded", ARN));
    pass(1);
    assertThat(caller.refusal("PutItem", PUT.formatted("a", "x")))
        .as("21 units of 19")
        .contains(THROTTLED);
    pass(1);
    put("a", 1);
    pass(9);
    assertThat(caller.refusal("PutItem", PUT.formatted("a", "x")))
        .as("the larger one of the two images is paid for")
        .contains(THROTTLED);
    pass(1);
    put("a", 1);
  }

  @Test
  void aConditionThatFailsIsPaidFor() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':100,'WriteCapacityUnits':10}");
    put("a", 9 * 1024);
    String delete =
        "{'TableName':'TTT','Key':{'p':{'S':'a'}},'ConditionExpression':'attribute_not_exists(p)'}";
    pass(1);
    assertThat(caller.refusal("DeleteItem", delete)).contains(ErrorKind.CONDITIONAL_CHECK_FAILED);
    assertThat(caller.refusal("DeleteItem", delete)).contains(THROTTLED);
  }

  @Test
  void readsTakeHalfOfAUnitWhereTheyAreEventuallyConsistent() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':100}");
    caller.call("GetItem", GET.formatted("a"));
    caller.call("GetItem", GET.formatted("a"));
    assertThat(failure("GetItem", GET.formatted("a")))
        .isEqualTo(exceeded(TABLE, "TableReadProvisionedThroughputExceeded", ARN));
    assertThat(caller.refusal("Query", QUERY)).contains(THROTTLED);
    assertThat(caller.refusal("Scan", "{'TableName':'TTT'}")).contains(THROTTLED);
    pass(1);
    caller.call("GetItem", GET.formatted("a").replace("}}}", "}},'ConsistentRead':true}"));
    assertThat(caller.refusal("GetItem", GET.formatted("a"))).contains(THROTTLED);
  }

  private static final ErrorKind THROTTLED = ErrorKind.PROVISIONED_THROUGHPUT_EXCEEDED;
  private static final String QUERY =
      "{'TableName':'TTT','KeyConditionExpression':'p = :p','ExpressionAttributeValues':{':p':{'S':'a'}}}";

  @Test
  void aPageIsPaidForOnceItIsRead() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':100}");
    put("a", 40 * 1024);
    caller.call("Query", QUERY);
    pass(4);
    assertThat(caller.refusal("Query", QUERY)).as("5.5 units of 1").contains(THROTTLED);
    pass(1);
    caller.call("Query", QUERY);
  }

  @Test
  void batchesHandBackWhatTheyCannotDo() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}");
    String write =
        """
        {'RequestItems':{'TTT':[
          {'PutRequest':{'Item':{'p':{'S':'a'}}}},{'PutRequest':{'Item':{'p':{'S':'b'}}}},
          {'DeleteRequest':{'Key':{'p':{'S':'c'}}}}]}}\
        """;
    assertThat(caller.call("BatchWriteItem", write))
        .isEqualTo(
            "{'UnprocessedItems':{'TTT':[{'PutRequest':{'Item':{'p':{'S':'b'}}}},"
                + "{'DeleteRequest':{'Key':{'p':{'S':'c'}}}}]}}");
    assertThat(failure("BatchWriteItem", write).kind()).isEqualTo(THROTTLED);

    String get =
        """
        {'RequestItems':{'TTT':{'ConsistentRead':true,
          'Keys':[{'p':{'S':'a'}},{'p':{'S':'b'}}]}}}\
        """;
    assertThat(caller.call("BatchGetItem", get))
        .isEqualTo(
            "{'Responses':{'TTT':[{'p':{'S':'a'}}]},"
                + "'UnprocessedKeys':{'TTT':{'Keys':[{'p':{'S':'b'}}],'ConsistentRead':true}}}");
    assertThat(failure("BatchGetItem", get).message()).contains(TABLE);
  }

  @Test
  void transactionsAreCancelled() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':2,'WriteCapacityUnits':2}");
    String write =
        """
        {'TransactItems':[{'Put':{'TableName':'TTT','Item':{'p':{'S':'a'}}}},
          {'Put':{'TableName':'TTT','Item':{'p':{'S':'b'}}}}]}\
        """;
    assertThat(caller.details("TransactWriteItems", write))
        .isEqualTo(
            "{'CancellationReasons':[{'Code':'None'},"
                + "{'Code':'ProvisionedThroughputExceeded','Message':'"
                + TABLE
                + "'}]}");
    pass(1);
    caller.call("TransactWriteItems", write);
    assertThat(caller.message("TransactWriteItems", write))
        .as("four units of four are taken")
        .endsWith("[ProvisionedThroughputExceeded, ProvisionedThroughputExceeded]");

    String get =
        "{'TransactItems':[{'Get':{'TableName':'TTT','Key':{'p':{'S':'a'}}}},"
            + "{'Get':{'TableName':'TTT','Key':{'p':{'S':'b'}}}}]}";
    caller.call("TransactGetItems", get);
    assertThat(caller.message("TransactGetItems", get)).contains("ProvisionedThroughputExceeded");
  }

  @Test
  void anIndexHasItsOwnAndHoldsUpItsTable() {
    create(
        """
        'ProvisionedThroughput':{'ReadCapacityUnits':100,'WriteCapacityUnits':100},
        'GlobalSecondaryIndexes':[{'IndexName':'by-x',
          'KeySchema':[{'AttributeName':'x','KeyType':'HASH'}],
          'Projection':{'ProjectionType':'ALL'},
          'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':2}}]\
        """);
    put("a", 1);
    assertThat(caller.refusal("PutItem", PUT.formatted("a", "y")))
        .as("the row moves for two units, of which one is left")
        .isEmpty();
    Failure held = failure("PutItem", PUT.formatted("a", "y"));
    assertThat(held.kind()).isEqualTo(THROTTLED);
    assertThat(held.message().orElseThrow()).contains("global secondary indexes of the table");
    assertThat(held.throttling())
        .containsExactly(
            new ThrottlingReason("IndexWriteProvisionedThroughputExceeded", ARN + "/index/by-x"));
    String query =
        "{'TableName':'TTT','IndexName':'by-x','KeyConditionExpression':'x = :x',"
            + "'ExpressionAttributeValues':{':x':{'S':'y'}}}";
    caller.call("Query", query);
    caller.call("Query", query);
    assertThat(failure("Query", query).throttling())
        .containsExactly(
            new ThrottlingReason("IndexReadProvisionedThroughputExceeded", ARN + "/index/by-x"));
    caller.call("GetItem", GET.formatted("a"));
  }

  @Test
  void onDemandOnlyMaximaTurnRequestsAway() {
    create("'BillingMode':'PAY_PER_REQUEST','OnDemandThroughput':{'MaxWriteRequestUnits':1}");
    put("a", 1);
    assertThat(failure("PutItem", PUT.formatted("a", "x")))
        .isEqualTo(
            new Failure(
                ErrorKind.THROTTLING,
                Optional.of(
                    "Throughput exceeds the maximum OnDemandThroughput configured on table or"
                        + " index"),
                List.of(new ThrottlingReason("TableWriteMaxOnDemandThroughputExceeded", ARN))));
    for (int number = 0; number < 100; number++) {
      caller.call("GetItem", GET.formatted("a"));
    }
    caller.call(
        "UpdateTable", "{'TableName':'TTT','OnDemandThroughput':{'MaxWriteRequestUnits':-1}}");
    for (int number = 0; number < 100; number++) {
      put("a", 1);
    }
  }

  @Test
  void unitsThatAreRaisedComeFromThenOn() {
    create("'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}");
    put("a", 4096);
    assertThat(caller.refusal("PutItem", PUT.formatted("b", "x"))).contains(THROTTLED);
    caller.call(
        "UpdateTable",
        "{'TableName':'TTT','ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':40}}");
    put("b", 1);
  }

  private void create(String capacity) {
    String attributes =
        capacity.contains("'x'")
            ? "{'AttributeName':'p','AttributeType':'S'},{'AttributeName':'x','AttributeType':'S'}"
            : "{'AttributeName':'p','AttributeType':'S'}";
    caller.call(
        "CreateTable",
        "{'TableName':'TTT','AttributeDefinitions':["
            + attributes
            + "],'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],"
            + capacity
            + "}");
  }

  /** Puts an item whose attributes, with their names, are some bytes larger than this. */
  private void put(String key, int bytes) {
    caller.call("PutItem", PUT.formatted(key, "x".repeat(bytes)));
  }

  private Failure failure(String operation, String json) {
    return caller.failure(operation, json);
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private static Failure exceeded(String message, String reason, String resource) {
    return new Failure(
        THROTTLED, Optional.of(message), List.of(new ThrottlingReason(reason, resource)));
  }
}
