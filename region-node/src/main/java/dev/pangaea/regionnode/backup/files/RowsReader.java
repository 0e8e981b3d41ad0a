package dev.pangaea.regionnode.backup.files;

import dev.pangaea.conflict.bytes.ByteReader;
import dev.pangaea.conflict.bytes.MalformedBytesException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Reads a file of rows that a {@link RowsWriter} wrote, as far as it is what was written. */
public final class RowsReader {
  /** A row is never larger than an item with all that goes with it. */
  private static final int BLOCK_BYTES_MAX = 64 << 20;

  private static final int READ_BYTES = 1 << 18;

  /** Takes rows in their order. */
  @FunctionalInterface
  public interface Visitor {
    void visit(Row row) throws IOException;
  }

  private RowsReader() {}

  /**
   * Visits all rows. A block is handed over only if its checksum is right.
   *
   * @throws DamagedFileException if the file is not what was sealed, at the latest after the last
   *     row
   */
  public static void read(Path folder, FileSeal seal, Visitor visitor) throws IOException {
    MessageDigest digest = Sha256.begin();
    try (InputStream file = open(folder, seal);
        DataInputStream from =
            new DataInputStream(
                new BufferedInputStream(new DigestInputStream(file, digest), READ_BYTES))) {
      if (from.readUnsignedByte() != RowsWriter.FORMAT) {
        throw new DamagedFileException(seal.name() + " is of another format");
      }
      int blocks = 0;
      for (byte[] rows = block(from, seal); rows.length > 0; rows = block(from, seal)) {
        blocks++;
        visit(rows, visitor);
      }
      if (from.readInt() != blocks || from.read() >= 0) {
        throw new DamagedFileException(seal.name() + " does not end where it should");
      }
    } catch (EOFException cut) {
      throw new DamagedFileException(seal.name() + " is cut off");
    } catch (MalformedBytesException malformed) {
      throw new DamagedFileException(seal.name() + " holds no rows: " + malformed.getMessage());
    }
    check(seal, digest);
  }

  /** Makes sure that the file is what was sealed, without looking into it. */
  public static void verify(Path folder, FileSeal seal) throws IOException {
    MessageDigest digest = Sha256.begin();
    try (InputStream file = open(folder, seal)) {
      byte[] part = new byte[READ_BYTES];
      for (int count = file.read(part); count >= 0; count = file.read(part)) {
        digest.update(part, 0, count);
      }
    }
    check(seal, digest);
  }

  private static InputStream open(Path folder, FileSeal seal) throws IOException {
    Path file = folder.resolve(seal.name());
    try {
      if (Files.size(file) != seal.bytes()) {
        throw new DamagedFileException(
            "%s has %d bytes, not %d".formatted(seal.name(), Files.size(file), seal.bytes()));
      }
      return Files.newInputStream(file);
    } catch (NoSuchFileException missing) {
      throw new DamagedFileException(seal.name() + " is missing");
    }
  }

  private static byte[] block(DataInputStream from, FileSeal seal) throws IOException {
    int bytes = from.readInt();
    if (bytes == 0) {
      return new byte[0];
    }
    if (bytes < 0 || bytes > BLOCK_BYTES_MAX) {
      throw new DamagedFileException(seal.name() + " has a block of " + bytes + " bytes");
    }
    int expected = from.readInt();
    byte[] rows = from.readNBytes(bytes);
    if (rows.length < bytes) {
      throw new EOFException();
    }
    CRC32C checksum = new CRC32C();
    checksum.update(rows, 0, bytes);
    if ((int) checksum.getValue() != expected) {
      throw new DamagedFileException(seal.name() + " has a block whose checksum is wrong");
    }
    return rows;
  }

  private static void visit(byte[] rows, Visitor visitor) throws IOException {
    ByteReader from = new ByteReader(rows);
    while (from.remaining() > 0) {
      visitor.visit(RowCodec.read(from));
    }
  }

  private static void check(FileSeal seal, MessageDigest digest) throws DamagedFileException {
    if (!HexFormat.of().formatHex(digest.digest()).equals(seal.sha256())) {
      throw new DamagedFileException(seal.name() + " is not what was written: its SHA-256 differs");
    }
  }
}
