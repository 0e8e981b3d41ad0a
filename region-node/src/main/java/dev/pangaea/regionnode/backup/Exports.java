package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.backup.Export.FailureReason;
import dev.pangaea.regionnode.backup.Export.Status;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exports of tables into folders. Any thread may call. One that is under way when the node ends has
 * failed; what it wrote is left, without a summary.
 */
public final class Exports {
  private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
  private static final int UNDER_WAY_MAX = 50;
  private static final long TOLD_ITEMS = 10_000;

  private static final long BETWEEN_BYTES = 16 << 20;

  /** For so long a token stands for the export that it was first sent with. */
  private static final Duration TOKEN_VALID = Duration.ofHours(8);

  private final Notes<Export> exports;
  private final Path root;
  private final Recovery recovery;
  private final ExportText.Factory texts;
  private final InstantSource clock;
  private final IntSupplier random;
  private final Work work;
  private final DiskRoom room;

  /** What became of a request. */
  public sealed interface Outcome {
    record Accepted(Export export) implements Outcome {}

    /** The token is that of another one. */
    record Conflict() implements Outcome {}

    record TooMany() implements Outcome {}

    /** The disk is too full; {@code why} is for whoever asked. */
    record NoRoom(String why) implements Outcome {}
  }

  /**
   * @param notes where it is kept which exports there are
   * @param root each folder in it is a bucket
   */
  public Exports(
      Path notes,
      Path root,
      Recovery recovery,
      ExportText.Factory texts,
      InstantSource clock,
      IntSupplier random,
      Work work,
      DiskRoom room)
      throws IOException {
    this.root = root;
    this.recovery = recovery;
    this.texts = texts;
    this.clock = clock;
    this.random = random;
    this.work = work;
    this.room = room;
    this.exports = new Notes<>(notes, Export::id, ExportCodec::note, ExportCodec::export);
    for (Export export : all()) {
      if (export.status() == Status.IN_PROGRESS) {
        end(export, Status.FAILED, reason("NodeEnded", "The node ended while it was written"));
      }
    }
  }

  /**
   * Begins an export, or answers with the one that the token stands for.
   *
   * @param atMillis within the table's window
   */
  public Outcome begin(Export.Source source, Export.Request request, long atMillis)
      throws IOException {
    Export export;
    synchronized (this) {
      long now = clock.millis();
      Optional<Export> same =
          all().stream()
              .filter(each -> request.token().isPresent())
              .filter(each -> each.request().token().equals(request.token()))
              .filter(each -> now - each.startMillis() < TOKEN_VALID.toMillis())
              .findFirst();
      if (same.isPresent()) {
        boolean alike = same.get().source().equals(source) && same.get().request().equals(request);
        return alike ? new Outcome.Accepted(same.get()) : new Outcome.Conflict();
      }
      long underWay = all().stream().filter(each -> each.status() == Status.IN_PROGRESS).count();
      if (underWay >= UNDER_WAY_MAX) {
        return new Outcome.TooMany();
      }
      try {
        recovery.requireRoom(source.tableId(), bucket(request.bucket(), ""));
      } catch (NoRoomException full) {
        return new Outcome.NoRoom(full.getMessage());
      }
      String id = "%014d-%08x".formatted(now, random.getAsInt());
      export =
          new Export(
              id,
              source,
              request,
              now,
              atMillis,
              Status.IN_PROGRESS,
              Optional.empty(),
              0,
              0,
              Optional.empty());
      exports.write(export);
    }
    if (!work.begin(Work.Lane.EXPORTS, () -> write(export))) {
      end(export, Status.FAILED, reason("Throttled", "Too much is under way"));
    }
    return new Outcome.Accepted(export);
  }

  public Optional<Export> find(String id) {
    return exports.find(id);
  }

  /** All of them, in the order in which they were begun. */
  public List<Export> all() {
    return exports.all();
  }

  /** Whether a bucket and a prefix lie where exports may. */
  public boolean mayHold(String bucket, Optional<String> prefix) throws IOException {
    return Bucket.resolve(root, bucket, prefix.orElse("")).isPresent();
  }

  private Path bucket(String bucket, String key) throws IOException {
    return Bucket.resolve(root, bucket, key)
        .orElseThrow(() -> new DamagedFileException("the bucket is elsewhere now"));
  }

  private void write(Export export) {
    try (TableImage image = recovery.open(export.source().tableId(), export.atMillis())) {
      Path folder = bucket(export.request().bucket(), export.key());
      try (ExportWriter writer = new ExportWriter(folder, export, texts.open())) {
        long[] looked = {0};
        image.read(
            (key, item) -> {
              writer.item(item);
              if (writer.bytes() - looked[0] >= BETWEEN_BYTES) {
                looked[0] = writer.bytes();
                work.refuseEnd();
                room.requireMore(folder);
              }
              if (writer.items() % TOLD_ITEMS == 0) {
                tell(export.progressed(writer.items(), writer.bytes()));
              }
            });
        Export whole =
            export
                .progressed(writer.items(), writer.bytes())
                .ended(Status.COMPLETED, clock.millis(), Optional.empty());
        writer.finish(whole);
        exports.write(whole);
      }
    } catch (NoRoomException full) {
      LOG.error("the export {} failed: {}", export.id(), full.getMessage());
      end(export, Status.FAILED, reason("DiskFull", full.getMessage()));
    } catch (DamagedFileException gone) {
      end(export, Status.FAILED, reason("PointInTimeUnavailable", gone.getMessage()));
    } catch (IOException | UncheckedIOException failure) {
      LOG.error("the export {} failed", export.id(), failure);
      end(export, Status.FAILED, reason("S3Unavailable", String.valueOf(failure.getMessage())));
    } catch (RuntimeException failure) {
      LOG.error("the export {} failed", export.id(), failure);
      end(export, Status.FAILED, reason("InternalError", "Something broke inside"));
    }
  }

  private void tell(Export export) {
    if (work.hasEnded()) {
      throw new UncheckedIOException(new IOException("the node ends"));
    }
    exports.hold(export);
  }

  private void end(Export export, Status status, Optional<FailureReason> why) {
    Export ended = export.ended(status, clock.millis(), why);
    try {
      exports.write(ended);
    } catch (IOException failure) {
      LOG.error("the end of the export {} cannot be noted", export.id(), failure);
      exports.hold(ended);
    }
  }

  private static Optional<FailureReason> reason(String code, String message) {
    return Optional.of(new FailureReason(code, message));
  }
}
