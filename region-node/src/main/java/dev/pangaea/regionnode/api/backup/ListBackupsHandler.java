package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Identity;
import dev.pangaea.regionnode.api.operation.Operation;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.Request;
import dev.pangaea.regionnode.api.operation.TableNames;
import dev.pangaea.regionnode.backup.Backup;
import dev.pangaea.regionnode.backup.Backups;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lists backups in the order in which they were made. All are somebody's: none is a system's. */
final class ListBackupsHandler implements Operation {
  private static final List<String> TYPES = List.of("USER", "SYSTEM", "AWS_BACKUP", "ALL");
  private static final long LIMIT_MAX = 100;

  private final Identity identity;
  private final Backups backups;
  private final BackupDescriptions descriptions;

  ListBackupsHandler(Identity identity, Backups backups, BackupDescriptions descriptions) {
    this.identity = identity;
    this.backups = backups;
    this.descriptions = descriptions;
  }

  /** A checked request. @param after the id that the page starts after */
  private record Page(
      Optional<String> table,
      boolean ofUsers,
      Optional<Long> fromMillis,
      Optional<Long> toMillis,
      Optional<String> after,
      long limit) {
    static Page read(JsonReader from) {
      Constraints constraints = new Constraints();
      String table = null;
      String type = null;
      String after = null;
      Long limit = null;
      Long lower = null;
      Long upper = null;
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case "TableName" -> table = from.string();
          case "BackupType" -> type = from.string();
          case "Limit" -> limit = from.integer("Integer");
          case "TimeRangeLowerBound" -> lower = from.millis();
          case "TimeRangeUpperBound" -> upper = from.millis();
          case "ExclusiveStartBackupArn" -> after = from.string();
          default -> from.skip();
        }
      }
      from.end();
      if (table != null) {
        TableNames.existing(constraints, table);
      }
      constraints.oneOf("backupType", type, TYPES);
      constraints.length(
          "exclusiveStartBackupArn", after, BackupArn.CHARS_MIN, BackupArn.CHARS_MAX);
      constraints.atLeast("limit", limit, 1);
      constraints.atMost("limit", limit, LIMIT_MAX);
      constraints.check();
      return new Page(
          Optional.ofNullable(table).map(TableNames::plain),
          type == null || type.equals("USER") || type.equals("ALL"),
          Optional.ofNullable(lower),
          Optional.ofNullable(upper),
          Optional.ofNullable(after).map(arn -> arn.substring(arn.lastIndexOf('/') + 1)),
          limit == null ? LIMIT_MAX : limit);
    }

    boolean holds(Backup backup) {
      return ofUsers
          && table.filter(name -> !name.equals(backup.table().name())).isEmpty()
          && fromMillis.filter(millis -> backup.createdMillis() < millis).isEmpty()
          && toMillis.filter(millis -> backup.createdMillis() >= millis).isEmpty()
          && after.filter(id -> backup.id().compareTo(id) <= 0).isEmpty();
    }
  }

  @Override
  public void handle(Request request, Consumer<Reply> listener) {
    Page page = Page.read(request.body());
    List<Backup> found =
        backups.all().stream().filter(page::holds).limit(page.limit() + 1).toList();
    boolean more = found.size() > page.limit();
    List<Backup> shown = more ? found.subList(0, (int) page.limit()) : found;
    listener.accept(
        new Reply.Success(
            to -> {
              to.writeStartObject();
              to.writeArrayFieldStart("BackupSummaries");
              for (Backup backup : shown) {
                descriptions.summary(backup, to);
              }
              to.writeEndArray();
              if (more) {
                to.writeStringField(
                    "LastEvaluatedBackupArn", BackupArn.of(shown.getLast(), identity));
              }
              to.writeEndObject();
            }));
  }
}
