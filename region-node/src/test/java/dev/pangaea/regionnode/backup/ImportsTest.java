package dev.pangaea.regionnode.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.conflict.item.AttributeValue.StringValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.conflict.item.PrimaryKey;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.table.FakeTables;
import dev.pangaea.regionnode.table.KeyAttribute;
import dev.pangaea.regionnode.table.KeySchema;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableStatus;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportsTest {
  private static final KeySchema KEY =
      new KeySchema(new KeyAttribute("p", KeyAttribute.Type.S), Optional.empty());

  @TempDir private Path folder;
  private final FakeTables tables = new FakeTables(new RegionName("us-east-1"), 1);
  private Path bucket;
  private Imports imports;
  private Import begun;

  @BeforeEach
  void begin() throws IOException {
    bucket = Files.createDirectories(folder.resolve("root/bucket"));
    Files.writeString(bucket.resolve("a"), "first\n");
    Files.writeString(bucket.resolve("b"), "second\n");
    imports = imports();
    Import.Request request =
        new Import.Request("bucket", Optional.empty(), Optional.empty(), false, Optional.empty());
    if (imports.begin("T", TableSettings.onDemand(KEY), request)
        instanceof Imports.Outcome.Accepted(Import made)) {
      begun = made;
    }
  }

  private Imports imports() throws IOException {
    return new Imports(
        folder.resolve("notes"),
        folder.resolve("root"),
        folder,
        tables,
        () -> (line, table) -> item(new String(line, StandardCharsets.UTF_8)),
        InstantSource.system(),
        () -> 1,
        new DiskRoom(disk -> Long.MAX_VALUE));
  }

  private static ImportText.Line item(String value) {
    StringValue key = new StringValue(value);
    return new ImportText.Line.Item(
        EncodedKey.of(new PrimaryKey(key, Optional.empty())),
        EncodedItem.of(Item.of(Map.of("p", key))));
  }

  @Test
  void aFileThatCannotBeReadEndsTheImport() throws IOException {
    TableView table = tables.table("T").orElseThrow();
    try (TableImage image = imports.open(begun.id(), table)) {
      assertThatThrownBy(() -> image.read((key, item) -> Files.delete(bucket.resolve("b"))))
          .isInstanceOf(DamagedFileException.class);
    }
    Import ended = imports.find(begun.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(Export.Status.FAILED);
    assertThat(ended.failure())
        .contains(new Export.FailureReason("ItemReadFailure", "b cannot be read"));
  }

  private static TableView deleted(TableView made) {
    return new TableView(
        made.name(),
        made.tableId(),
        made.region(),
        made.storeNumber(),
        made.partitions(),
        made.history(),
        TableStatus.DELETING,
        made.settings(),
        false,
        made.replicas());
  }

  @Test
  void anImportWhoseTableIsBeingDeletedHasFailed() {
    tables.put(deleted(tables.table("T").orElseThrow()));
    imports.settle(tables);
    assertThat(imports.find(begun.id()).orElseThrow().status()).isEqualTo(Export.Status.FAILED);
  }

  @Test
  void anImportThatFailedStaysSo() throws IOException {
    TableView table = tables.table("T").orElseThrow();
    try (TableImage image = imports.open(begun.id(), table)) {
      assertThatThrownBy(() -> image.read((key, item) -> Files.delete(bucket.resolve("b"))))
          .isInstanceOf(DamagedFileException.class);
      image.filled();
    }
    assertThat(imports.find(begun.id()).orElseThrow().status()).isEqualTo(Export.Status.FAILED);
    assertThatThrownBy(() -> imports.open(begun.id(), table))
        .isInstanceOf(DamagedFileException.class);
  }

  @Test
  void aBucketThatIsElsewhereNowEndsTheImport() throws IOException {
    Files.move(bucket, folder.resolve("elsewhere"));
    Files.createSymbolicLink(bucket, folder.resolve("elsewhere"));
    TableView table = tables.table("T").orElseThrow();
    try (TableImage image = imports.open(begun.id(), table)) {
      assertThatThrownBy(() -> image.read((key, item) -> {}))
          .isInstanceOf(DamagedFileException.class);
    }
    assertThat(imports.find(begun.id()).orElseThrow().status()).isEqualTo(Export.Status.FAILED);
  }

  @Test
  void whatTheTableDoesNotTakeNowIsTriedAgain() throws IOException {
    TableView table = tables.table("T").orElseThrow();
    try (TableImage image = imports.open(begun.id(), table)) {
      assertThatThrownBy(
              () ->
                  image.read(
                      (key, item) -> {
                        throw new IOException("the node ends");
                      }))
          .isNotInstanceOf(DamagedFileException.class);
    }
    assertThat(imports.find(begun.id()).orElseThrow().status())
        .isEqualTo(Export.Status.IN_PROGRESS);
  }

  @Test
  void oneWhoseTableIsWholeHasEndedThoughTheNodeEndedBeforeItWasTold() throws IOException {
    TableView table = tables.table("T").orElseThrow();
    try (TableImage image = imports.open(begun.id(), table)) {
      image.read((key, item) -> {});
    }
    Imports again = imports();
    again.settle(tables);
    assertThat(again.find(begun.id()).orElseThrow().status()).isEqualTo(Export.Status.IN_PROGRESS);

    tables.filled("T", table.tableId());
    again.settle(tables);

    Import ended = again.find(begun.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(Export.Status.COMPLETED);
    assertThat(ended.imported()).isEqualTo(2);
    assertThat(imports().find(begun.id())).contains(ended);
  }

  @Test
  void oneWhoseTableIsGoneHasFailed() throws IOException {
    tables.known(false);
    tables.abandon("T", tables.table("T").orElseThrow().tableId());
    imports.settle(tables);
    assertThat(imports.find(begun.id()).orElseThrow().status())
        .isEqualTo(Export.Status.IN_PROGRESS);
    tables.known(true);
    imports.settle(tables);
    assertThat(imports.find(begun.id()).orElseThrow().status()).isEqualTo(Export.Status.FAILED);
  }
}
