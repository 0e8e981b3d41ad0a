package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.backup.Export.FailureReason;
import dev.pangaea.regionnode.backup.Export.Status;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.table.Fillings;
import dev.pangaea.regionnode.table.TableOrigin;
import dev.pangaea.regionnode.table.TableOutcome;
import dev.pangaea.regionnode.table.TableSettings;
import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports of files into new tables, which are filled as restored ones are: one that the node's end
 * interrupts is begun again. Any thread may call.
 */
public final class Imports {
  private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

  /** For so long a token stands for the import that it was first sent with. */
  private static final Duration TOKEN_VALID = Duration.ofHours(8);

  private final Notes<Import> imports;
  private final Path root;
  private final Path store;
  private final Fillings fillings;
  private final ImportText.Factory texts;
  private final InstantSource clock;
  private final IntSupplier random;
  private final DiskRoom room;

  /** What became of a request. */
  public sealed interface Outcome {
    record Accepted(Import made) implements Outcome {}

    /** The token is that of another one. */
    record Conflict() implements Outcome {}

    record Refused(TableOutcome table) implements Outcome {}
  }

  /**
   * @param notes where it is kept which imports there are
   * @param root each folder in it is a bucket
   * @param store on whose disk tables are filled
   */
  public Imports(
      Path notes,
      Path root,
      Path store,
      Fillings fillings,
      ImportText.Factory texts,
      InstantSource clock,
      IntSupplier random,
      DiskRoom room)
      throws IOException {
    this.root = root;
    this.store = store;
    this.fillings = fillings;
    this.texts = texts;
    this.clock = clock;
    this.random = random;
    this.room = room;
    this.imports = new Notes<>(notes, Import::id, ImportCodec::note, ImportCodec::made);
  }

  /**
   * Makes the table and begins to fill it, or answers with what the token stands for. Blocks.
   *
   * @throws NoRoomException if there is no room left; how much it will take is not known
   */
  public Outcome begin(String table, TableSettings settings, Import.Request request)
      throws IOException {
    Import made;
    synchronized (this) {
      long now = clock.millis();
      Optional<Import> same =
          all().stream()
              .filter(each -> request.token().isPresent())
              .filter(each -> each.request().token().equals(request.token()))
              .filter(each -> now - each.startMillis() < TOKEN_VALID.toMillis())
              .findFirst();
      if (same.isPresent()) {
        Import first = same.get();
        boolean alike =
            first.request().equals(request)
                && first.target().table().equals(table)
                && first.target().settings().equals(settings);
        return alike ? new Outcome.Accepted(first) : new Outcome.Conflict();
      }
      room.requireMore(store);
      made =
          new Import(
              "%014d-%08x".formatted(now, random.getAsInt()),
              new Import.Target(table, "", settings),
              request,
              now,
              Status.IN_PROGRESS,
              Optional.empty(),
              0,
              0,
              0,
              0,
              Optional.empty());
      imports.hold(made);
    }
    TableOrigin origin =
        new TableOrigin(
            TableOrigin.Kind.IMPORT, made.id(), Optional.empty(), made.startMillis(), false);
    TableOutcome outcome = fillings.create(table, settings, origin).toCompletableFuture().join();
    if (!(outcome instanceof TableOutcome.Accepted(TableView created))) {
      imports.forget(made);
      return new Outcome.Refused(outcome);
    }
    return new Outcome.Accepted(noted(made.id(), now -> now.into(created.tableId())));
  }

  public Optional<Import> find(String id) {
    return imports.find(id);
  }

  /** All of them, in the order in which they were begun. */
  public List<Import> all() {
    return imports.all();
  }

  /** Whether a bucket lies where imports may come from. */
  public boolean mayRead(String bucket) throws IOException {
    return Bucket.resolve(root, bucket, "").isPresent();
  }

  /**
   * What a table is filled with.
   *
   * @throws DamagedFileException also if it was told that the import failed: it stays so
   */
  TableImage open(String id, TableView table) throws IOException {
    Import made =
        find(id)
            .orElseThrow(() -> new DamagedFileException("nothing is known of the import " + id))
            .into(table.tableId());
    if (made.status() == Status.FAILED) {
      throw new DamagedFileException("the import " + id + " has failed");
    }
    return new TableImage() {
      @Override
      public void read(Items items) throws IOException {
        try {
          new ImportImage(bucket(made), made, table, texts.open(), Imports.this::tell).read(items);
          noted(id, now -> now);
        } catch (DamagedFileException damaged) {
          FailureReason why = new FailureReason("ItemReadFailure", damaged.getMessage());
          end(id, Status.FAILED, Optional.of(why));
          throw damaged;
        }
      }

      @Override
      public void filled() throws IOException {
        end(id, Status.COMPLETED, Optional.empty());
      }

      @Override
      public void close() {}
    };
  }

  /**
   * Ends those whose table is whole or gone without them being told: the node may have ended in
   * between.
   */
  void settle(Tables tables) {
    if (!tables.known()) {
      return;
    }
    for (Import made : all()) {
      if (made.status() == Status.IN_PROGRESS && !made.target().tableId().isEmpty()) {
        try {
          settle(made, tables.table(made.target().table()));
        } catch (IOException failure) {
          LOG.error("the end of the import {} cannot be noted", made.id(), failure);
        }
      }
    }
  }

  private void settle(Import made, Optional<TableView> table) throws IOException {
    Optional<TableView> own =
        table.filter(found -> found.tableId().equals(made.target().tableId()));
    if (own.isEmpty()) {
      FailureReason why = new FailureReason("TableGone", "The table is gone");
      end(made.id(), Status.FAILED, Optional.of(why));
      return;
    }
    switch (own.get().status()) {
      case CREATING -> {}
      case ACTIVE, UPDATING -> end(made.id(), Status.COMPLETED, Optional.empty());
      case DELETING, CREATION_FAILED -> {
        FailureReason why = new FailureReason("TableGone", "The table is being deleted");
        end(made.id(), Status.FAILED, Optional.of(why));
      }
    }
  }

  private Path bucket(Import made) throws DamagedFileException {
    String bucket = made.request().bucket();
    try {
      return Bucket.resolve(root, bucket, "")
          .orElseThrow(() -> new DamagedFileException("The bucket is elsewhere now"));
    } catch (DamagedFileException elsewhere) {
      throw elsewhere;
    } catch (IOException failure) {
      LOG.error("import {}: {} cannot be read", made.id(), bucket, failure);
      throw new DamagedFileException(bucket + " cannot be read");
    }
  }

  private synchronized void tell(Import made) {
    if (isUnderWay(made.id())) {
      imports.hold(made);
    }
  }

  private boolean isUnderWay(String id) {
    return known(id).status() == Status.IN_PROGRESS;
  }

  /** Once: what was told of its end holds. */
  private synchronized void end(String id, Status status, Optional<FailureReason> why)
      throws IOException {
    if (isUnderWay(id)) {
      noted(id, now -> now.ended(status, clock.millis(), why));
    }
  }

  private synchronized Import noted(String id, UnaryOperator<Import> change) throws IOException {
    Import next = change.apply(known(id));
    imports.write(next);
    return next;
  }

  private Import known(String id) {
    return imports.find(id).orElseThrow();
  }
}
