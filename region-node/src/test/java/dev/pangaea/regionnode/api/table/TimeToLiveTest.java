package dev.pangaea.regionnode.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.Caller;
import dev.pangaea.regionnode.api.FakeRegion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeToLiveTest {
  private final FakeRegion region = new FakeRegion().table("Tab");
  private final Caller caller = new Caller(region.operations);

  @AfterEach
  void close() {
    region.close();
  }

  @Test
  void expiryIsSwitchedOnAndOff() {
    assertThat(caller.call("UpdateTimeToLive", request(true, "expires")))
        .isEqualTo("{'TimeToLiveSpecification':{'Enabled':true,'AttributeName':'expires'}}");
    assertThat(describe())
        .isEqualTo(
            "{'TimeToLiveDescription':{'TimeToLiveStatus':'ENABLED','AttributeName':'expires'}}");
    caller.call("UpdateTimeToLive", request(false, "expires"));
    assertThat(describe()).isEqualTo("{'TimeToLiveDescription':{'TimeToLiveStatus':'DISABLED'}}");
  }

  @Test
  void theSameAgainIsRefused() {
    assertThat(caller.message("UpdateTimeToLive", request(false, "expires")))
        .isEqualTo("TimeToLive is already disabled");
    caller.call("UpdateTimeToLive", request(true, "expires"));
    assertThat(caller.message("UpdateTimeToLive", request(true, "expires")))
        .isEqualTo("TimeToLive is already enabled");
  }

  @Test
  void anotherAttributeIsRefusedWhileOneIsUsed() {
    caller.call("UpdateTimeToLive", request(true, "expires"));
    for (boolean enabled : new boolean[] {true, false}) {
      assertThat(caller.message("UpdateTimeToLive", request(enabled, "other")))
          .isEqualTo(
              "TimeToLive is active on a different AttributeName: current AttributeName is"
                  + " expires");
    }
  }

  @Test
  void membersThatAreMissingAreNamed() {
    assertThat(caller.message("UpdateTimeToLive", "{'TableName':'Tab'}"))
        .isEqualTo(
            "1 validation error detected: Value null at 'timeToLiveSpecification' failed to satisfy"
                + " constraint: Member must not be null");
    assertThat(
            caller.message("UpdateTimeToLive", "{'TableName':'Tab','TimeToLiveSpecification':{}}"))
        .isEqualTo(
            "2 validation errors detected: Value null at 'timeToLiveSpecification.attributeName'"
                + " failed to satisfy constraint: Member must not be null; Value null at"
                + " 'timeToLiveSpecification.enabled' failed to satisfy constraint: Member must"
                + " not be null");
    assertThat(caller.message("UpdateTimeToLive", request(true, "x".repeat(256))))
        .contains("Member must have length less than or equal to 255");
  }

  @Test
  void aTableThatIsNotThereIsNotFound() {
    assertThat(
            caller.message(
                "UpdateTimeToLive",
                "{'TableName':'Nope','TimeToLiveSpecification':{'Enabled':true,"
                    + "'AttributeName':'a'}}"))
        .isEqualTo("Requested resource not found: Table: Nope not found");
  }

  private static String request(boolean enabled, String attribute) {
    return "{'TableName':'Tab','TimeToLiveSpecification':{'Enabled':%s,'AttributeName':'%s'}}"
        .formatted(enabled, attribute);
  }

  private String describe() {
    return caller.call("DescribeTimeToLive", "{'TableName':'Tab'}");
  }
}
