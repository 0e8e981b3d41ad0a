package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.regionnode.backup.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known of exports, or of imports, in the order of their ids: a note in a file for each.
 * Threads may share it; who changes by what it finds holds a lock of its own meanwhile.
 */
final class Notes<E> {
  private static final Logger LOG = LoggerFactory.getLogger(Notes.class);

  private final Path folder;
  private final Function<E, String> id;
  private final Function<E, SortedMap<String, AttributeValue>> values;
  private final TreeMap<String, E> byId = new TreeMap<>();

  /** How a note is read. */
  interface Reading<E> {
    E read(Values values) throws IOException;
  }

  /**
   * Reads those that are there. What cannot be read is left out, and left there.
   *
   * @param folder of no others
   */
  Notes(
      Path folder,
      Function<E, String> id,
      Function<E, SortedMap<String, AttributeValue>> values,
      Reading<E> reading)
      throws IOException {
    this.folder = folder;
    this.id = id;
    this.values = values;
    Files.createDirectories(folder);
    Folders.sweep(folder);
    for (Path each : Folders.finishedIn(folder)) {
      try {
        hold(reading.read(Note.read(each)));
      } catch (IOException | RuntimeException damaged) {
        LOG.error("what is noted in {} cannot be used", each, damaged);
      }
    }
  }

  synchronized Optional<E> find(String wanted) {
    return Optional.ofNullable(byId.get(wanted));
  }

  synchronized List<E> all() {
    return List.copyOf(byId.values());
  }

  /** Known from now on, and after any start. */
  synchronized void write(E known) throws IOException {
    Note.write(folder.resolve(id.apply(known)), values.apply(known));
    hold(known);
  }

  /** Known until the node ends. */
  synchronized void hold(E known) {
    byId.put(id.apply(known), known);
  }

  /** One that was only {@linkplain #hold held}. */
  synchronized void forget(E known) {
    byId.remove(id.apply(known));
  }
}
