package dev.pangaea.regionnode.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetAndDeleteItemTest {
  private final FakeRegion region = new FakeRegion().table("T", KeyAttribute.Type.N);
  private final Caller caller = new Caller(region.operations);

  @BeforeEach
  void put() {
    caller.call(
        "PutItem",
        "{'TableName':'T','Item':{'p':{'S':'a'},'s':{'N':'1'},'x':{'S':'%s'}}}"
            .formatted("y".repeat(5000)));
  }

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void readsTheItemAndNothingElse() {
    assertThat(call("GetItem", "{'p':{'S':'a'},'s':{'N':'1.00'}}", "")).startsWith("{'Item':{");
    assertThat(call("GetItem", "{'p':{'S':'a'},'s':{'N':'2'}}", "")).isEqualTo("{}");
  }

  @Test
  void readsCountFourKilobytesAndHalfOfThatWhenEventual() {
    String there = "{'p':{'S':'a'},'s':{'N':'1'}}";
    String missing = "{'p':{'S':'b'},'s':{'N':'1'}}";
    String capacity = ",'ReturnConsumedCapacity':'TOTAL'";
    String strong = ",'ConsistentRead':true" + capacity;
    assertThat(call("GetItem", there, capacity)).endsWith("'CapacityUnits':1.0}}");
    assertThat(call("GetItem", there, strong)).endsWith("'CapacityUnits':2.0}}");
    assertThat(call("GetItem", missing, capacity))
        .isEqualTo("{'ConsumedCapacity':{'TableName':'T','CapacityUnits':0.5}}");
    assertThat(call("GetItem", missing, strong)).endsWith("'CapacityUnits':1.0}}");
  }

  @Test
  void aStronglyConsistentReadIsNotAnsweredByAStoreThatIsBehind() {
    region.leaders.fallBehind();
    String key = "{'p':{'S':'a'},'s':{'N':'1'}}";

    assertThat(call("GetItem", key, "")).startsWith("{'Item':{");
    assertThat(
            caller
                .failure("GetItem", "{'TableName':'T','Key':" + key + ",'ConsistentRead':true}")
                .kind())
        .isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(
            caller.call(
                "BatchGetItem",
                "{'RequestItems':{'T':{'ConsistentRead':true,'Keys':[" + key + "]}}}"))
        .contains("'UnprocessedKeys':{'T'");
  }

  @Test
  void aDeletedItemIsGoneAndToldOnce() {
    String key = "{'p':{'S':'a'},'s':{'N':'1'}}";
    String old = ",'ReturnValues':'ALL_OLD'";
    assertThat(call("DeleteItem", key, old)).startsWith("{'Attributes':{'p':{'S':'a'}");
    assertThat(call("GetItem", key, "")).isEqualTo("{}");
    assertThat(call("DeleteItem", key, old)).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'p':{'S':'a'}}",
        "{'p':{'S':'a'},'s':{'S':'1'}}",
        "{'p':{'S':'a'},'x':{'N':'1'}}",
        "{'p':{'S':'a'},'s':{'N':'1'},'x':{'S':'a'}}",
        "{}"
      })
  void aKeyThatIsNotTheTablesIsRefused(String key) {
    for (String operation : List.of("GetItem", "DeleteItem")) {
      assertThat(caller.message(operation, "{'TableName':'T','Key':" + key + "}"))
          .isEqualTo("The provided key element does not match the schema");
    }
  }

  @Test
  void aTableThatIsComingOrGoingServesNoItems() {
    for (TableStatus status : List.of(TableStatus.CREATING, TableStatus.DELETING)) {
      region.tables.put(view("L", status));
      var failure = caller.failure("GetItem", "{'TableName':'L','Key':{'p':{'S':'a'}}}");
      assertThat(failure.kind()).isEqualTo(ErrorKind.RESOURCE_NOT_FOUND);
      assertThat(failure.message()).contains("Requested resource not found");
    }
  }

  private static TableView view(String name, TableStatus status) {
    KeySchema schema = new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());
    return new TableView(
        name,
        "id",
        FakeRegion.US,
        9,
        1,
        0,
        status,
        TableSettings.onDemand(schema),
        false,
        List.of());
  }

  private String call(String operation, String key, String more) {
    return caller.call(operation, "{'TableName':'T','Key':" + key + more + "}");
  }
}
