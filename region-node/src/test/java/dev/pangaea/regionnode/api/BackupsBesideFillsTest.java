package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for while tables are filled, for hours perhaps. */
class BackupsBesideFillsTest {
  private static final Pattern ARN = Pattern.compile("'BackupArn':'([^']+)'");

  private final FakeRegion region = new FakeRegion().table("Table");
  private final Caller caller = new Caller(region.operations);
  private String restored;
  private String other;

  /** Two tables are filled, and neither gets on. */
  @BeforeEach
  void stick() {
    caller.call("PutItem", "{'TableName':'Table','Item':{'p':{'S':'a'}}}");
    restored = backUp("restored");
    other = backUp("other");
    region.leaders.hold();
    for (String target : new String[] {"One", "Two"}) {
      caller.call(
          "RestoreTableFromBackup",
          "{'TargetTableName':'Target" + target + "','BackupArn':'" + restored + "'}");
    }
    await(() -> region.leaders.heldWrites() == 2);
  }

  @AfterEach
  void close() {
    region.leaders.release();
    region.close();
  }

  private String backUp(String name) {
    String begun = caller.call("CreateBackup", "{'TableName':'Table','BackupName':'" + name + "'}");
    Matcher arn = ARN.matcher(begun);
    assertThat(arn.find()).as(begun).isTrue();
    String found = arn.group(1);
    await(
        () ->
            caller
                .call("DescribeBackup", "{'BackupArn':'" + found + "'}")
                .contains("'BackupStatus':'AVAILABLE'"));
    return found;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void backupsAreMadeAndDeleted() {
    backUp("third");
    assertThat(caller.call("DeleteBackup", "{'BackupArn':'" + other + "'}"))
        .contains("'BackupStatus':'DELETED'");
  }

  @Test
  void recoveryIsTurnedOn() {
    assertThat(
            caller.call(
                "UpdateContinuousBackups",
                "{'TableName':'Table','PointInTimeRecoverySpecification':"
                    + "{'PointInTimeRecoveryEnabled':true}}"))
        .contains("'PointInTimeRecoveryStatus':'ENABLED'");
  }

  @Test
  void aBackupThatATableIsFilledFromIsNotDeleted() {
    assertThat(caller.refusal("DeleteBackup", "{'BackupArn':'" + restored + "'}"))
        .isEqualTo(Optional.of(ErrorKind.BACKUP_IN_USE));
    region.leaders.release();
    await(() -> caller.refusal("DeleteBackup", "{'BackupArn':'" + restored + "'}").isEmpty());
  }
}
