package dev.pangaea.regionnode.backup;

import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.table.TableView;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The items of files, a line each. A line that is none is counted, and the first ones are named in
 * the node's log; a file that cannot be read or unpacked ends the import.
 */
final class ImportImage {
  private static final Logger LOG = LoggerFactory.getLogger(ImportImage.class);
  private static final int FILES_MAX = 50_000;
  private static final int NAMED_MAX = 100;
  private static final long TOLD_ITEMS = 1000;

  private final Path bucket;
  private final Import made;
  private final TableView table;
  private final ImportText text;
  private final Consumer<Import> progress;
  private long items;
  private long bytes;
  private long imported;

  ImportImage(
      Path bucket, Import made, TableView table, ImportText text, Consumer<Import> progress) {
    this.bucket = bucket;
    this.made = made;
    this.table = table;
    this.text = text;
    this.progress = progress;
  }

  void read(TableImage.Items to) throws IOException {
    for (Path file : files()) {
      read(file, to);
    }
    tell();
  }

  private void read(Path file, TableImage.Items to) throws IOException {
    try (InputStream from = opened(file)) {
      read(file, new Lines(from), to);
    }
  }

  private InputStream opened(Path file) throws IOException {
    try {
      InputStream plain = Files.newInputStream(file);
      try {
        return made.request().zipped() ? new GZIPInputStream(plain) : plain;
      } catch (IOException failure) {
        plain.close();
        throw failure;
      }
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private boolean hasNext(Path file, Lines lines) throws IOException {
    try {
      return lines.next();
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  /** What cannot be read now is not tried for ever; that the node ends says nothing of a file. */
  private IOException unreadable(Path file, IOException failure) {
    return switch (failure) {
      case ClosedByInterruptException ending -> ending;
      case ZipException _, EOFException _ ->
          new DamagedFileException(key(file) + " cannot be unpacked");
      default -> {
        LOG.error("import {}: {} cannot be read", made.id(), file, failure);
        yield new DamagedFileException(key(file) + " cannot be read");
      }
    };
  }

  private void read(Path file, Lines lines, TableImage.Items to) throws IOException {
    for (long index = 0; hasNext(file, lines); index++) {
      bytes += lines.length() + 1;
      if (lines.length() == 0) {
        continue;
      }
      items++;
      ImportText.Line line =
          lines.isTooLong()
              ? new ImportText.Line.Bad("it has more than " + Lines.BYTES_MAX + " bytes")
              : text.line(lines.bytes(), table);
      switch (line) {
        case ImportText.Line.Item(var key, var item) -> {
          to.item(key, item);
          imported++;
        }
        case ImportText.Line.Bad(String reason) -> {
          if (items - imported <= NAMED_MAX) {
            LOG.warn(
                "import {}: line {} of {} is no item: {}", made.id(), index, key(file), reason);
          }
        }
      }
      if (items % TOLD_ITEMS == 0) {
        tell();
      }
    }
  }

  private void tell() {
    progress.accept(made.progressed(items, bytes, imported));
  }

  /** The files whose keys begin so, in their order. Links are not followed. */
  private List<Path> files() throws IOException {
    String prefix = made.request().prefix().orElse("");
    if (!Files.isDirectory(bucket)) {
      throw new DamagedFileException("The bucket " + made.request().bucket() + " does not exist");
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(bucket)) {
      files =
          all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
              .filter(path -> key(path).startsWith(prefix))
              .sorted()
              .limit(FILES_MAX + 1L)
              .toList();
    } catch (UncheckedIOException failure) {
      throw unreadable(bucket, failure.getCause());
    } catch (IOException failure) {
      throw unreadable(bucket, failure);
    }
    if (files.isEmpty() || files.size() > FILES_MAX) {
      throw new DamagedFileException(
          files.isEmpty()
              ? "No files begin with the prefix " + prefix
              : "More than " + FILES_MAX + " files begin with the prefix " + prefix);
    }
    return files;
  }

  private String key(Path file) {
    return file.equals(bucket)
        ? made.request().bucket()
        : bucket.relativize(file).toString().replace('\\', '/');
  }
}
