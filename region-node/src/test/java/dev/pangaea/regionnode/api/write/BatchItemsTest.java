package dev.pangaea.regionnode.api.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.leader.WriteOutcome;
import dev.pangaea.regionnode.table.KeyAttribute;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchItemsTest {
  private final FakeRegion region = new FakeRegion().table("T").table("U", KeyAttribute.Type.N);
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void writesAndReadsOverSeveralTables() {
    assertThat(
            write(
                "'T':["
                    + put("a")
                    + ","
                    + put("b")
                    + "],'U':[{'PutRequest':{'Item':{'p':{'S':'u'},"
                    + "'s':{'N':'1'}}}}]"))
        .isEqualTo("{'UnprocessedItems':{}}");
    write("'T':[{'DeleteRequest':{'Key':{'p':{'S':'a'}}}}]");
    assertThat(
            caller.call(
                "BatchGetItem",
                "{'RequestItems':{'T':{'Keys':[{'p':{'S':'a'}},{'p':{'S':'b'}}],"
                    + "'ConsistentRead':true},'U':{'Keys':[{'p':{'S':'u'},'s':{'N':'1'}}]}},"
                    + "'ReturnConsumedCapacity':'TOTAL'}"))
        .isEqualTo(
            "{'Responses':{'T':[{'p':{'S':'b'}}],'U':[{'p':{'S':'u'},'s':{'N':'1'}}]},"
                + "'UnprocessedKeys':{},'ConsumedCapacity':[{'TableName':'T','CapacityUnits':2.0},"
                + "{'TableName':'U','CapacityUnits':0.5}]}");
  }

  @Test
  void whatIsThrottledIsHandedBack() {
    region.leaders.answer(
        command -> command.key().decode().partitionKey().equals(new StringValue("b")),
        new WriteOutcome.Throttled());
    assertThat(
            caller.call(
                "BatchWriteItem",
                "{'RequestItems':{'T':["
                    + put("a")
                    + ","
                    + put("b")
                    + "]},'ReturnConsumedCapacity':'TOTAL'}"))
        .isEqualTo(
            "{'UnprocessedItems':{'T':["
                + put("b")
                + "]},'ConsumedCapacity':[{'TableName':'T','CapacityUnits':1.0}]}");
  }

  @Test
  void aBatchOfWhichNothingIsWrittenFails() {
    String batch = "{'RequestItems':{'T':[" + put("a") + "]}}";
    region.leaders.answer(command -> true, new WriteOutcome.Throttled());
    assertThat(caller.failure("BatchWriteItem", batch).kind()).isEqualTo(ErrorKind.THROTTLING);
    region.leaders.answer(command -> true, new WriteOutcome.Unavailable());
    assertThat(caller.failure("BatchWriteItem", batch).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    region.leaders.answer(command -> true, new WriteOutcome.InDoubt());
    assertThat(caller.failure("BatchWriteItem", batch).kind()).isEqualTo(ErrorKind.INTERNAL);
  }

  @Test
  void aBatchThatTransactionsHoldUpIsHandedBack() {
    region.leaders.answer(command -> true, new WriteOutcome.Conflict());
    assertThat(caller.call("BatchWriteItem", "{'RequestItems':{'T':[" + put("a") + "]}}"))
        .isEqualTo("{'UnprocessedItems':{'T':[" + put("a") + "]}}");
  }

  @Test
  void batchesAreBoundedInNumber() {
    assertThat(message("'T':[" + puts(26) + "]"))
        .isEqualTo(
            "1 validation error detected: Value '{T=[...]}' at 'requestItems' failed to satisfy"
                + " constraint: Map value must satisfy constraint: [Member must have length less"
                + " than or equal to 25, Member must have length greater than or equal to 1]");
    assertThat(message("'T':[]")).contains("Map value must satisfy constraint");
    write("'T':[" + puts(25) + "]");
    assertThat(
            caller.message("BatchGetItem", "{'RequestItems':{'T':{'Keys':[" + keys(101) + "]}}}"))
        .isEqualTo(
            "1 validation error detected: Value at 'RequestItems.T.member.Keys' failed to satisfy"
                + " constraint: Member must have length less than or equal to 100");
    assertThat(
            caller.message(
                "BatchGetItem",
                "{'RequestItems':{'T':{'Keys':["
                    + keys(100)
                    + "]},'U':{'Keys':[{'p':{'S':'u'},'s':{'N':'1'}}]}}}"))
        .isEqualTo("Too many items requested for the BatchGetItem call");
  }

  @Test
  void anItemStandsInABatchOnce() {
    assertThat(message("'T':[" + put("a") + ",{'DeleteRequest':{'Key':{'p':{'S':'a'}}}}]"))
        .isEqualTo("Provided list of item keys contains duplicates");
    assertThat(
            caller.message(
                "BatchGetItem",
                "{'RequestItems':{'U':{'Keys':[{'p':{'S':'a'},'s':{'N':'1'}},"
                    + "{'p':{'S':'a'},'s':{'N':'1.0'}}]}}}"))
        .isEqualTo("Provided list of item keys contains duplicates");
  }

  @Test
  void aBatchIsForSomething() {
    assertThat(message("")).isEqualTo("The requestItems parameter is required for BatchWriteItem");
    assertThat(caller.message("BatchGetItem", "{'RequestItems':{}}"))
        .isEqualTo("The requestItems parameter is required for BatchGetItem");
    assertThat(caller.message("BatchWriteItem", "{}"))
        .isEqualTo(
            "1 validation error detected: Value null at 'requestItems' failed to satisfy"
                + " constraint: Member must not be null");
    assertThat(message("'T':[{}]")).contains("Supplied AttributeValue is empty");
    assertThat(
            message(
                "'T':[{'PutRequest':{'Item':{'p':{'S':'a'}}},'DeleteRequest':{'Key':{'p':{'S':'a'}}"
                    + "}}]"))
        .contains("more than one datatypes set");
  }

  @Test
  void nothingIsWrittenOfABatchThatIsRefused() {
    assertThat(message("'T':[" + put("a") + ",{'PutRequest':{'Item':{'x':{'S':'a'}}}}]"))
        .contains("Missing the key p");
    assertThat(message("'T':[" + put("a") + "],'V':[" + put("a") + "]"))
        .isEqualTo("Requested resource not found");
    assertThat(caller.call("GetItem", "{'TableName':'T','Key':{'p':{'S':'a'}}}")).isEqualTo("{}");
  }

  @Test
  void repliesStopAtSixteenMegabytes() {
    String large = "x".repeat(409_000);
    for (int number = 0; number < 50; number++) {
      caller.call(
          "PutItem",
          "{'TableName':'T','Item':{'p':{'S':'%d'},'x':{'S':'%s'}}}".formatted(number, large));
    }
    String reply =
        caller.call("BatchGetItem", "{'RequestItems':{'T':{'Keys':[" + keys(50) + "]}}}");
    int found = 16 * 1024 * 1024 / 409_004;
    assertThat(reply.length()).isBetween(found * 409_000, 17 * 1024 * 1024);
    String unprocessed = reply.substring(reply.indexOf("'UnprocessedKeys'"));
    assertThat(unprocessed)
        .isEqualTo(
            "'UnprocessedKeys':{'T':{'Keys':["
                + IntStream.range(found, 50)
                    .mapToObj(number -> "{'p':{'S':'" + number + "'}}")
                    .collect(Collectors.joining(","))
                + "],'ConsistentRead':false}}}");
  }

  @Test
  void aFewItemsThatAreLargeAreReadElsewhere() throws InterruptedException {
    BlockingQueue<Thread> answering = new LinkedBlockingQueue<>();
    for (int bytes : new int[] {1000, 30_000}) {
      for (int number = 0; number < 3; number++) {
        caller.call(
            "PutItem",
            "{'TableName':'T','Item':{'p':{'S':'%d'},'x':{'S':'%s'}}}"
                .formatted(number, "x".repeat(bytes)));
      }
      region
          .operations
          .byName()
          .get("BatchGetItem")
          .handle(
              Caller.request("{'RequestItems':{'T':{'Keys':[" + keys(3) + "]}}}"),
              reply -> answering.add(Thread.currentThread()));
    }
    assertThat(answering.poll(60, TimeUnit.SECONDS)).isEqualTo(Thread.currentThread());
    assertThat(answering.poll(60, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
  }

  private static String put(String key) {
    return "{'PutRequest':{'Item':{'p':{'S':'" + key + "'}}}}";
  }

  private static String puts(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> put(Integer.toString(number)))
        .collect(Collectors.joining(","));
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "{'p':{'S':'" + number + "'}}")
        .collect(Collectors.joining(","));
  }

  private String write(String requests) {
    return caller.call("BatchWriteItem", "{'RequestItems':{" + requests + "}}");
  }

  private String message(String requests) {
    return caller.message("BatchWriteItem", "{'RequestItems':{" + requests + "}}");
  }
}
