package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.control.HotReader;
import dev.pangaea.regionnode.metrics.ThroughputMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are not metered. Time goes by by hand. */
class UnmeteredCapacityTest {
  private static final String UNMETERED = "{'Key':'pangaea:capacity','Value':'unmetered'}";
  private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/TTT";
  private static final String PUT = "{'TableName':'TTT','Item':{'p':{'S':'a'},'x':{'S':'y'}}}";

  private static final ErrorKind THROTTLED = ErrorKind.PROVISIONED_THROUGHPUT_EXCEEDED;

  private final AtomicLong nanos = new AtomicLong();
  private final FakeRegion region = new FakeRegion(nanos::get);
  private final Caller caller = new Caller(region.operations);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ThroughputMetrics metrics =
      new ThroughputMetrics(registry, region.tables, region.throughputs);

  @AfterEach
  void close() {
    region.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PutItem|{'TableName':'TTT','Item':{'p':{'S':'a'},'x':{'S':'y'}}}",
        "DeleteItem|{'TableName':'TTT','Key':{'p':{'S':'a'}},'ConditionExpression':'x = p'}",
        "GetItem|{'TableName':'TTT','Key':{'p':{'S':'a'}}}",
        "Scan|{'TableName':'TTT'}",
        "Query|{'TableName':'TTT','IndexName':'by-x','KeyConditionExpression':'x = :x',"
            + "'ExpressionAttributeValues':{':x':{'S':'y'}}}",
        "BatchGetItem|{'RequestItems':{'TTT':{'Keys':[{'p':{'S':'a'}},{'p':{'S':'b'}},"
            + "{'p':{'S':'c'}},{'p':{'S':'d'}}]}}}",
        "BatchWriteItem|{'RequestItems':{'TTT':[{'PutRequest':{'Item':{'p':{'S':'a'}}}},"
            + "{'PutRequest':{'Item':{'p':{'S':'b'}}}}]}}",
        "TransactGetItems|{'TransactItems':[{'Get':{'TableName':'TTT','Key':{'p':{'S':'a'}}}}]}",
        "TransactWriteItems|{'TransactItems':[{'Put':{'TableName':'TTT','Item':{'p':{'S':'a'}}}}]}",
        "ExecuteTransaction|{'TransactStatements':[{'Statement':'SELECT * FROM TTT WHERE p = ?',"
            + "'Parameters':[{'S':'a'}]}]}",
        "ExecuteStatement|{'Statement':'SELECT * FROM TTT'}",
        "BatchExecuteStatement|{'Statements':[{'Statement':'SELECT * FROM TTT WHERE p = ?',"
            + "'Parameters':[{'S':'a'}]}]}"
      })
  void nothingBoundsItsRequests(String operation, String request) {
    create("'Tags':[" + UNMETERED + "]");
    caller.call("PutItem", PUT);
    String first = answer(operation, request);
    assertThat(first).doesNotContain("hroughput");
    for (int again = 0; again < 20; again++) {
      assertThat(answer(operation, request)).isEqualTo(first);
    }
    metrics.update();
    assertThat(registry.getMeters()).extracting(Meter::getId).isEmpty();
    assertThat(hot().read(Optional.empty())).isEmpty();
  }

  @Test
  void whatARequestUsedIsToldAllTheSame() {
    create("'Tags':[" + UNMETERED + "]");
    assertThat(
            caller.call("PutItem", PUT.replaceFirst("\\{", "{'ReturnConsumedCapacity':'TOTAL',")))
        .isEqualTo("{'ConsumedCapacity':{'TableName':'TTT','CapacityUnits':2.0}}");
  }

  @Test
  void maximaOfRequestsOnDemandBoundNothing() {
    caller.call(
        "CreateTable",
        """
        {'TableName':'TTT','AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],
         'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST',
         'OnDemandThroughput':{'MaxWriteRequestUnits':1},'Tags':[%s]}\
        """
            .formatted(UNMETERED));
    for (int again = 0; again < 20; again++) {
      caller.call("PutItem", PUT);
    }
  }

  @Test
  void aTagLetsRequestsThroughAtOnceAndWithoutItAllGoesOnWhereItStood() {
    create("'Tags':[]");
    caller.call("PutItem", PUT);
    assertThat(caller.refusal("PutItem", PUT)).contains(THROTTLED);
    metrics.update();
    assertThat(consumed()).isEqualTo(1);

    tag();
    metrics.update();
    assertThat(registry.getMeters()).as("though nobody asked for the table since").isEmpty();
    for (int again = 0; again < 20; again++) {
      caller.call("PutItem", PUT);
    }
    metrics.update();
    assertThat(registry.getMeters()).isEmpty();

    untag();
    metrics.update();
    assertThat(registry.find("pangaea.table.throttled.requests").functionCounters())
        .as("of the table and its index, though nobody asked for them since")
        .hasSize(4);
    assertThat(caller.refusal("PutItem", PUT)).contains(THROTTLED);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    caller.call("PutItem", PUT);
    assertThat(caller.refusal("PutItem", PUT)).contains(THROTTLED);
    metrics.update();
    assertThat(consumed()).isEqualTo(2);
    assertThat(hot().read(Optional.empty())).hasSize(1);
  }

  private void tag() {
    caller.call("TagResource", "{'ResourceArn':'%s','Tags':[%s]}".formatted(ARN, UNMETERED));
  }

  private void untag() {
    caller.call(
        "UntagResource", "{'ResourceArn':'%s','TagKeys':['pangaea:capacity']}".formatted(ARN));
  }

  private double consumed() {
    return registry
        .get("pangaea.table.consumed.units")
        .tags("table", "TTT", "kind", "write")
        .functionCounter()
        .count();
  }

  private HotReader hot() {
    return new HotReader(new RegionName("us-east-1"), region.tables, region.throughputs);
  }

  private String answer(String operation, String request) {
    return operation.equals("DeleteItem")
        ? caller.message(operation, request)
        : caller.call(operation, request);
  }

  private void create(String tags) {
    caller.call(
        "CreateTable",
        """
        {'TableName':'TTT',
         'AttributeDefinitions':[
           {'AttributeName':'p','AttributeType':'S'},{'AttributeName':'x','AttributeType':'S'}],
         'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],
         'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1},
         'GlobalSecondaryIndexes':[{'IndexName':'by-x',
           'KeySchema':[{'AttributeName':'x','KeyType':'HASH'}],
           'Projection':{'ProjectionType':'ALL'},
           'ProvisionedThroughput':{'ReadCapacityUnits':1,'WriteCapacityUnits':1}}],
        """
            + tags
            + "}");
  }
}
