package dev.pangaea.regionnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.backup.BackupOutcome;
import dev.pangaea.regionnode.backup.Backups;
import dev.pangaea.regionnode.backup.DiskRoom;
import dev.pangaea.regionnode.backup.TableImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static final String TABLE_ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/Table";
  private static final Pattern EXPORT = Pattern.compile("'ExportArn':'([^']+)'");

  private final FakeRegion region = new FakeRegion().table("Table").logged("Table");
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
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
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
  void exportsAreWritten() {
    recoveryIsTurnedOn();
    String begun =
        caller.call(
            "ExportTableToPointInTime", "{'TableArn':'" + TABLE_ARN + "','S3Bucket':'bucket'}");
    Matcher arn = EXPORT.matcher(begun);
    assertThat(arn.find()).as(begun).isTrue();
    await(
        () ->
            caller
                .call("DescribeExport", "{'ExportArn':'" + arn.group(1) + "'}")
                .contains("'ExportStatus':'COMPLETED'"));
  }

  @Test
  void aBackupIsNotDeletedWhileARestoreOfItBegins() {
    List<Optional<ErrorKind>> deleted = new ArrayList<>();
    region.tables.beforeFilled(
        () -> deleted.add(caller.refusal("DeleteBackup", "{'BackupArn':'" + other + "'}")));
    caller.call(
        "RestoreTableFromBackup", "{'TargetTableName':'Three','BackupArn':'" + other + "'}");
    assertThat(deleted).containsExactly(Optional.of(ErrorKind.BACKUP_IN_USE));
  }

  @Test
  void aBackupIsNotDeletedBeforeItIsKnownWhatIsMadeOfIt() {
    region.tables.known(false);
    assertThat(caller.refusal("DeleteBackup", "{'BackupArn':'" + other + "'}"))
        .isEqualTo(Optional.of(ErrorKind.UNAVAILABLE));
    region.tables.known(true);
    assertThat(caller.refusal("DeleteBackup", "{'BackupArn':'" + other + "'}")).isEmpty();
  }

  /** By then the restore was acknowledged: a fill that finds no backup removes its table. */
  @Test
  void aFillThatBeginsWhileADeletionAsksFindsItsBackup() {
    Backups backups = region.backups.backups();
    String id = backups.all().getLast().id();
    List<Boolean> there = new ArrayList<>();
    List<Boolean> usable = new ArrayList<>();

    BackupOutcome outcome =
        backups.delete(
            id,
            asked -> {
              usable.add(backups.use(id).isPresent());
              there.add(backups.open(id).isPresent());
              return true;
            });

    assertThat(outcome).isInstanceOf(BackupOutcome.InUse.class);
    assertThat(there).as("the fill finds it").containsExactly(true);
    assertThat(usable).as("a restore begins").containsExactly(false);
    assertThat(backups.use(id)).as("a restore begins later").isPresent();
  }

  @Test
  void aBackupThatAFillHasOpenedWhileADeletionAskedStays() throws IOException {
    Backups backups = region.backups.backups();
    String id = backups.all().getLast().id();
    List<TableImage> open = new ArrayList<>();

    BackupOutcome outcome =
        backups.delete(
            id,
            asked -> {
              backups.open(id).ifPresent(open::add);
              return false;
            });

    assertThat(open).hasSize(1);
    assertThat(outcome).isInstanceOf(BackupOutcome.InUse.class);
    open.getFirst().close();
    assertThat(backups.delete(id, asked -> false)).isInstanceOf(BackupOutcome.Accepted.class);
  }

  @Test
  void whatTheDiskHasNoRoomForIsRefusedAndSaysWhy() {
    recoveryIsTurnedOn();
    region.freeBytes(DiskRoom.KEPT_FREE_BYTES - 1);
    for (Map.Entry<String, String> request :
        Map.of(
                "CreateBackup", "{'TableName':'Table','BackupName':'name'}",
                "RestoreTableFromBackup", "{'TargetTableName':'Three','BackupArn':'" + other + "'}",
                "ImportTable",
                    "{'S3BucketSource':{'S3Bucket':'bucket'},'InputFormat':'DYNAMODB_JSON',"
                        + "'TableCreationParameters':{'TableName':'Three','BillingMode':'PAY_PER_REQUEST',"
                        + "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],"
                        + "'KeySchema':[{'AttributeName':'p','KeyType':'HASH'}]}}",
                "RestoreTableToPointInTime",
                    "{'SourceTableName':'Table','TargetTableName':'Three','UseLatestRestorableTime':true}",
                "ExportTableToPointInTime", "{'TableArn':'" + TABLE_ARN + "','S3Bucket':'bucket'}")
            .entrySet()) {
      Failure failure = caller.failure(request.getKey(), request.getValue());
      assertThat(failure.kind()).as(request.getKey()).isEqualTo(ErrorKind.LIMIT_EXCEEDED);
      assertThat(failure.message().orElse(""))
          .contains("Not enough free disk space", "511 MiB are free", "512 MiB of these are kept");
    }
  }

  /** A disk may take its time, and connections of others wait for that thread. */
  @Test
  void theDiskIsNotAskedOnTheThreadThatARequestComesOn() {
    recoveryIsTurnedOn();
    backUp("third");
    caller.call(
        "RestoreTableToPointInTime",
        "{'SourceTableName':'Table','TargetTableName':'Three','UseLatestRestorableTime':true}");
    assertThat(region.diskAskers).isNotEmpty().doesNotContain(Thread.currentThread());
  }

  @Test
  void aBackupThatATableIsFilledFromIsNotDeleted() {
    assertThat(caller.refusal("DeleteBackup", "{'BackupArn':'" + restored + "'}"))
        .isEqualTo(Optional.of(ErrorKind.BACKUP_IN_USE));
    region.leaders.release();
    await(() -> caller.refusal("DeleteBackup", "{'BackupArn':'" + restored + "'}").isEmpty());
  }
}
