package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.bytes.Bytes;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.backup.files.DamagedFileException;
import dev.pangaea.regionnode.backup.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * A small file of named values: a format (1 byte), the CRC-32C of what follows (4), and an item as
 * logs have it.
 */
final class Note {
  private static final int FORMAT = 1;

  private Note() {}

  static void write(Path file, SortedMap<String, AttributeValue> values) throws IOException {
    byte[] item = EncodedItem.of(new Item(values)).bytes().shared();
    ByteWriter to = new ByteWriter(item.length + 5);
    to.u8(FORMAT);
    to.i32(checksum(item));
    to.raw(item, 0, item.length);
    Folders.write(file, to.written().shared());
  }

  static Values read(Path file) throws IOException {
    try {
      ByteReader from = new ByteReader(Files.readAllBytes(file));
      from.format(FORMAT);
      int expected = from.i32();
      byte[] item = from.raw(from.remaining());
      if (checksum(item) != expected) {
        throw new DamagedFileException(file.getFileName() + ": its checksum is wrong");
      }
      return new Values(new EncodedItem(Bytes.owning(item)).decode().attributes());
    } catch (NoSuchFileException missing) {
      throw new DamagedFileException(file.getFileName() + " is missing");
    } catch (MalformedBytesException malformed) {
      throw new DamagedFileException(file.getFileName() + ": " + malformed.getMessage());
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length);
    return (int) checksum.getValue();
  }
}
