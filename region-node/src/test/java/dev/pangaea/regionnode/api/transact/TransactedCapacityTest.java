package dev.pangaea.regionnode.api.transact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction tells of tables with indexes. */
class TransactedCapacityTest {
  private static final String WRITE = "TransactWriteItems";

  private final FakeRegion region = new FakeRegion();
  private final Caller caller = new Caller(region.operations);

  @BeforeEach
  void create() {
    caller.call(
        "CreateTable",
        """
        {'TableName':'TTT','BillingMode':'PAY_PER_REQUEST',
         'AttributeDefinitions':[
           {'AttributeName':'p','AttributeType':'S'},{'AttributeName':'s','AttributeType':'N'},
           {'AttributeName':'g','AttributeType':'S'},{'AttributeName':'l','AttributeType':'S'}],
         'KeySchema':[
           {'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'s','KeyType':'RANGE'}],
         'LocalSecondaryIndexes':[{'IndexName':'by-l',
           'KeySchema':[
             {'AttributeName':'p','KeyType':'HASH'},{'AttributeName':'l','KeyType':'RANGE'}],
           'Projection':{'ProjectionType':'KEYS_ONLY'}}],
         'GlobalSecondaryIndexes':[{'IndexName':'by-g',
           'KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],
           'Projection':{'ProjectionType':'ALL'}}]}
        """);
  }

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void countsTwiceWhatChangesInTheTableAndInEachIndex() {
    assertThat(caller.call(WRITE, put("'g':{'S':'g1'}", "'ReturnConsumedCapacity':'INDEXES'")))
        .isEqualTo(
            "{'ConsumedCapacity':[{'TableName':'TTT','CapacityUnits':4.0,'WriteCapacityUnits':4.0,"
                + "'Table':{'CapacityUnits':2.0,'WriteCapacityUnits':2.0},"
                + "'GlobalSecondaryIndexes':{'by-g':{'CapacityUnits':2.0,'WriteCapacityUnits':2.0}}}]}");
    assertThat(caller.call(WRITE, put("'g':{'S':'g2'}", "'ReturnConsumedCapacity':'TOTAL'")))
        .as("the row moves: one is deleted, one is put")
        .isEqualTo(
            "{'ConsumedCapacity':[{'TableName':'TTT','CapacityUnits':6.0,'WriteCapacityUnits':6.0}]}");
  }

  @Test
  void tellsHowLargeItemCollectionsAre() {
    assertThat(caller.call(WRITE, put("'l':{'S':'x'}", "'ReturnItemCollectionMetrics':'SIZE'")))
        .isEqualTo(
            "{'ItemCollectionMetrics':{'TTT':[{'ItemCollectionKey':{'p':{'S':'a'}},"
                + "'SizeEstimateRangeGB':[0.0,1.0]}]}}");
  }

  @Test
  void tellsOfNoItemCollectionThatIsOnlyLookedAt() {
    String check =
        "{'TransactItems':[{'ConditionCheck':{'TableName':'TTT','Key':{'p':{'S':'b'},'s':{'N':'1'}},"
            + "'ConditionExpression':'attribute_not_exists(p)'}},"
            + "{'Put':{'TableName':'TTT','Item':{'p':{'S':'a'},'s':{'N':'1'}}}}],"
            + "'ReturnItemCollectionMetrics':'SIZE'}";
    assertThat(caller.call(WRITE, check))
        .isEqualTo(
            "{'ItemCollectionMetrics':{'TTT':[{'ItemCollectionKey':{'p':{'S':'a'}},"
                + "'SizeEstimateRangeGB':[0.0,1.0]}]}}");
  }

  private static String put(String attribute, String member) {
    return "{'TransactItems':[{'Put':{'TableName':'TTT','Item':{'p':{'S':'a'},'s':{'N':'1'},%s}}}],%s}"
        .formatted(attribute, member);
  }
}
