package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are JSON, and nothing that anybody would ask for. */
class HostileRequestsTest {
  private static final int ROUNDS = 1_500;
  private static final List<String> TOP =
      List.of(
          "TableName",
          "Item",
          "Key",
          "Keys",
          "RequestItems",
          "TransactItems",
          "ResourceArn",
          "Tags",
          "TagKeys",
          "TimeToLiveSpecification",
          "AttributeDefinitions",
          "KeySchema",
          "BillingMode",
          "ProvisionedThroughput",
          "StreamSpecification",
          "TableClass",
          "ReplicaUpdates",
          "GlobalSecondaryIndexes",
          "LocalSecondaryIndexes",
          "GlobalSecondaryIndexUpdates",
          "DeletionProtectionEnabled",
          "ConditionExpression",
          "UpdateExpression",
          "ProjectionExpression",
          "FilterExpression",
          "KeyConditionExpression",
          "ExpressionAttributeNames",
          "ExpressionAttributeValues",
          "Expected",
          "AttributeUpdates",
          "AttributesToGet",
          "KeyConditions",
          "QueryFilter",
          "ScanFilter",
          "ConditionalOperator",
          "ReturnValues",
          "ReturnConsumedCapacity",
          "ReturnItemCollectionMetrics",
          "ReturnValuesOnConditionCheckFailure",
          "Select",
          "Limit",
          "IndexName",
          "ExclusiveStartKey",
          "ExclusiveStartTableName",
          "ScanIndexForward",
          "ConsistentRead",
          "Segment",
          "TotalSegments",
          "ClientRequestToken",
          "NextToken",
          "MultiRegionConsistency",
          "SSESpecification",
          "Statement",
          "Statements",
          "TransactStatements",
          "Parameters",
          "OnDemandThroughput",
          "WarmThroughput");
  private static final List<String> INNER =
      List.of(
          "S",
          "N",
          "B",
          "SS",
          "NS",
          "BS",
          "M",
          "L",
          "BOOL",
          "NULL",
          "p",
          "s",
          "T",
          "#a",
          ":b",
          "Put",
          "Delete",
          "Update",
          "Get",
          "Check",
          "ConditionCheck",
          "PutRequest",
          "DeleteRequest",
          "Key",
          "Keys",
          "Item",
          "TableName",
          "RegionName",
          "Create",
          "AttributeName",
          "AttributeType",
          "KeyType",
          "Projection",
          "ProjectionType",
          "NonKeyAttributes",
          "IndexName",
          "KeySchema",
          "ReadCapacityUnits",
          "WriteCapacityUnits",
          "MaxReadRequestUnits",
          "ReadUnitsPerSecond",
          "Enabled",
          "StreamEnabled",
          "StreamViewType",
          "Value",
          "Action",
          "ComparisonOperator",
          "AttributeValueList",
          "Exists",
          "ConditionExpression",
          "UpdateExpression",
          "ExpressionAttributeValues",
          "ExpressionAttributeNames",
          "Statement",
          "Parameters");
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "2147483648",
          "9223372036854775808",
          "1.5",
          "1e400",
          "'T'",
          "''",
          "'p'",
          "'s'",
          "'a'",
          "'1'",
          "'1E999999999'",
          "'NaN'",
          "'HASH'",
          "'RANGE'",
          "'S'",
          "'PAY_PER_REQUEST'",
          "'PROVISIONED'",
          "'KEYS_ONLY'",
          "'ALL'",
          "'NONE'",
          "'ALL_OLD'",
          "'TOTAL'",
          "'eu-west-1'",
          "'#a = :b'",
          "'SELECT * FROM Table1 WHERE p = ?'",
          "'INSERT INTO Table1 VALUE {'",
          "'SET #a = :b'",
          "'p = :b'",
          "'attribute_exists(p'",
          "'a.b[0].c[99999999999]'",
          "'((((((((((p))))))))))'",
          "'arn:aws:dynamodb:us-east-1:000000000000:table/T'",
          "'arn:aws:x'",
          "'\\uD800'",
          "'YQ=='",
          "'no base64'",
          "'EQ'",
          "'PUT'",
          "'AND'",
          "'BETWEEN'");

  /** An operation, and a request that it answers. */
  private record Sound(String operation, String request) {}

  private static final List<Sound> SOUND =
      List.of(
          new Sound(
              "PutItem",
              "{'TableName':'T','Item':{'p':{'S':'a'},'s':{'N':'1'},'x':{'M':{'y':{'L':[{'SS':['b']}"
                  + "]}}}},'ConditionExpression':'attribute_not_exists(#a) OR #a = :b',"
                  + "'ExpressionAttributeNames':{'#a':'x'},'ExpressionAttributeValues':{':b':{'S':"
                  + "'v'}},'ReturnValues':'ALL_OLD','ReturnConsumedCapacity':'TOTAL'}"),
          new Sound(
              "UpdateItem",
              "{'TableName':'T','Key':{'p':{'S':'a'},'s':{'N':'1'}},'UpdateExpression':'SET #a ="
                  + " if_not_exists(#a, :b) + :b REMOVE z ADD n :b','ExpressionAttributeNames':"
                  + "{'#a':'x'},'ExpressionAttributeValues':{':b':{'N':'1'}},'ReturnValues':"
                  + "'UPDATED_NEW'}"),
          new Sound(
              "UpdateItem",
              "{'TableName':'T','Key':{'p':{'S':'a'},'s':{'N':'1'}},'AttributeUpdates':{'x':"
                  + "{'Action':'ADD','Value':{'N':'1'}}},'Expected':{'y':{'ComparisonOperator':"
                  + "'NULL'}}}"),
          new Sound(
              "DeleteItem",
              "{'TableName':'T','Key':{'p':{'S':'a'},'s':{'N':'1'}},'Expected':{'y':{'Exists':false"
                  + "}},'ReturnValues':'ALL_OLD'}"),
          new Sound(
              "GetItem",
              "{'TableName':'T','Key':{'p':{'S':'a'},'s':{'N':'1'}},'ConsistentRead':true,"
                  + "'ProjectionExpression':'x.y[0], p'}"),
          new Sound(
              "Query",
              "{'TableName':'T','KeyConditionExpression':'p = :b AND s BETWEEN :c AND :d',"
                  + "'FilterExpression':'size(x) > :c','ExpressionAttributeValues':{':b':{'S':'a'},"
                  + "':c':{'N':'0'},':d':{'N':'9'}},'Limit':3,'ScanIndexForward':false,'Select':"
                  + "'COUNT','ExclusiveStartKey':{'p':{'S':'a'},'s':{'N':'5'}}}"),
          new Sound(
              "Query",
              "{'TableName':'T','KeyConditions':{'p':{'ComparisonOperator':'EQ',"
                  + "'AttributeValueList':[{'S':'a'}]}},'QueryFilter':{'x':{'ComparisonOperator':"
                  + "'NOT_NULL'}},'AttributesToGet':['p']}"),
          new Sound(
              "Scan",
              "{'TableName':'T','Segment':0,'TotalSegments':2,'Limit':2,'FilterExpression':'x ="
                  + " :b','ExpressionAttributeValues':{':b':{'BOOL':true}},'ExclusiveStartKey':"
                  + "{'p':{'S':'a'},'s':{'N':'5'}}}"),
          new Sound(
              "BatchGetItem",
              "{'RequestItems':{'T':{'Keys':[{'p':{'S':'a'},'s':{'N':'1'}}],'ConsistentRead':false,"
                  + "'ProjectionExpression':'p'}}}"),
          new Sound(
              "BatchWriteItem",
              "{'RequestItems':{'T':[{'PutRequest':{'Item':{'p':{'S':'a'},'s':{'N':'1'}}}},"
                  + "{'DeleteRequest':{'Key':{'p':{'S':'b'},'s':{'N':'1'}}}}]}}"),
          new Sound(
              "TransactWriteItems",
              "{'ClientRequestToken':'t','TransactItems':[{'Put':{'TableName':'T','Item':{'p':{'S':"
                  + "'a'},'s':{'N':'1'}}}},{'ConditionCheck':{'TableName':'T','Key':{'p':{'S':'b'},"
                  + "'s':{'N':'1'}},'ConditionExpression':'attribute_not_exists(p)'}}]}"),
          new Sound(
              "TransactGetItems",
              "{'TransactItems':[{'Get':{'TableName':'T','Key':{'p':{'S':'a'},'s':{'N':'1'}},"
                  + "'ProjectionExpression':'p'}}]}"),
          new Sound(
              "ExecuteStatement",
              "{'Statement':'SELECT p, x.y[0] FROM Table1 WHERE p = ? AND s > ? ORDER BY s DESC',"
                  + "'Parameters':[{'S':'a'},{'N':'0'}],'Limit':2,'ReturnConsumedCapacity':"
                  + "'INDEXES'}"),
          new Sound(
              "ExecuteStatement",
              "{'Statement':'UPDATE Table1 SET x = x + ? REMOVE y WHERE p = ? AND s = 1 RETURNING ALL"
                  + " OLD *','Parameters':[{'N':'1'},{'S':'a'}],"
                  + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}"),
          new Sound(
              "BatchExecuteStatement",
              "{'Statements':[{'Statement':'DELETE FROM Table1 WHERE p = ? AND s = 1','Parameters':"
                  + "[{'S':'a'}]},{'Statement':'UPDATE Table1 SET x = 1 WHERE p = ? AND s = 2',"
                  + "'Parameters':[{'S':'a'}]}]}"),
          new Sound(
              "ExecuteTransaction",
              "{'ClientRequestToken':'u','TransactStatements':[{'Statement':'DELETE FROM Table1 WHERE p"
                  + " = ? AND s = 1','Parameters':[{'S':'a'}]}]}"),
          new Sound(
              "CreateTable",
              "{'TableName':'New','AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'},"
                  + "{'AttributeName':'g','AttributeType':'S'}],'KeySchema':[{'AttributeName':'p',"
                  + "'KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST','GlobalSecondaryIndexes':"
                  + "[{'IndexName':'gsi','KeySchema':[{'AttributeName':'g','KeyType':'HASH'}],"
                  + "'Projection':{'ProjectionType':'INCLUDE','NonKeyAttributes':['x']}}],'Tags':"
                  + "[{'Key':'k','Value':'v'}],'StreamSpecification':{'StreamEnabled':true,"
                  + "'StreamViewType':'KEYS_ONLY'}}"),
          new Sound(
              "UpdateTable",
              "{'TableName':'T','BillingMode':'PROVISIONED','ProvisionedThroughput':"
                  + "{'ReadCapacityUnits':1,'WriteCapacityUnits':1}}"),
          new Sound(
              "UpdateTable",
              "{'TableName':'T','ReplicaUpdates':[{'Create':{'RegionName':'eu-west-1'}}]}"),
          new Sound(
              "UpdateTable",
              "{'TableName':'T','AttributeDefinitions':[{'AttributeName':'g','AttributeType':'S'}],"
                  + "'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'gsi','KeySchema':"
                  + "[{'AttributeName':'g','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}"
                  + "}}]}"),
          new Sound(
              "UpdateTimeToLive",
              "{'TableName':'T','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'x'}}"),
          new Sound(
              "TagResource",
              "{'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/T','Tags':[{'Key':'k',"
                  + "'Value':'v'}]}"),
          new Sound(
              "UntagResource",
              "{'ResourceArn':'arn:aws:dynamodb:us-east-1:000000000000:table/T','TagKeys':['k']}"),
          new Sound("ListTables", "{'ExclusiveStartTableName':'Aaa','Limit':3}"));

  private static final Pattern VALUE = Pattern.compile("(?<=[:\\[,])('[^']*'|\\d+|true|false)");

  private final FakeRegion region =
      new FakeRegion().table("T", KeyAttribute.Type.N).table("Table1", KeyAttribute.Type.N);
  private final Caller caller = new Caller(region.operations);
  private final Random random = new Random(20_261_121);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void noRequestBreaksAnOperation() {
    for (String operation : region.operations.byName().keySet()) {
      for (int round = 0; round < ROUNDS; round++) {
        String request = request();
        assertThat(caller.refusal(operation, request))
            .as("%s %s", operation, request)
            .isNotEqualTo(Optional.of(ErrorKind.INTERNAL));
      }
    }
  }

  @Test
  void noValueThatDoesNotBelongBreaksAnOperation() {
    for (Sound sound : SOUND) {
      if (!region.operations.byName().containsKey(sound.operation())) {
        continue;
      }
      for (int round = 0; round < ROUNDS; round++) {
        String request = spoiled(sound.request());
        assertThat(caller.refusal(sound.operation(), request))
            .as("%s %s", sound.operation(), request)
            .isNotEqualTo(Optional.of(ErrorKind.INTERNAL));
      }
    }
  }

  @Test
  void noNestedSumsBreakAStatement() {
    for (int levels = 1; levels <= 26; levels++) {
      for (int each : List.of(290 / levels, 150)) {
        String sums = "(".repeat(levels) + "a" + ("+a".repeat(each) + ")").repeat(levels);
        String statement = "UPDATE Table1 SET x=" + sums + " WHERE p=1 AND s=1";
        assertThat(caller.failure("ExecuteStatement", "{'Statement':'" + statement + "'}").kind())
            .isIn(ErrorKind.VALIDATION, ErrorKind.CONDITIONAL_CHECK_FAILED);
      }
    }
  }

  /** The request with one of its values, names of members among them, replaced. */
  private String spoiled(String request) {
    List<MatchResult> values = VALUE.matcher(request).results().toList();
    MatchResult value = one(values);
    return request.substring(0, value.start()) + value(2) + request.substring(value.end());
  }

  private String request() {
    StringJoiner members = new StringJoiner(",", "{", "}");
    if (random.nextInt(10) > 0) {
      members.add("'TableName':'T'");
    }
    for (int member = random.nextInt(5); member >= 0; member--) {
      members.add("'" + one(TOP) + "':" + value(0));
    }
    return members.toString();
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 4 ? 2 : 6)) {
      case 0, 1 -> one(SCALARS);
      case 2, 3 -> {
        StringJoiner members = new StringJoiner(",", "{", "}");
        for (int member = random.nextInt(4); member > 0; member--) {
          members.add("'" + one(INNER) + "':" + value(depth + 1));
        }
        yield members.toString();
      }
      case 4 -> "{'" + one(INNER.subList(0, 10)) + "':" + one(SCALARS) + "}";
      default -> {
        StringJoiner elements = new StringJoiner(",", "[", "]");
        for (int element = random.nextInt(4); element > 0; element--) {
          elements.add(value(depth + 1));
        }
        yield elements.toString();
      }
    };
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
