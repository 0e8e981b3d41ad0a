package dev.pangaea.regionnode.backup.files;

import dev.pangaea.conflict.bytes.ByteWriter;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Writes a file of rows.
 *
 * <pre>
 *   file  = format (1 byte) block* end
 *   block = bytes (4) CRC-32C of them (4) rows
 *   end   = 0 (4) number of blocks (4)
 * </pre>
 */
public final class RowsWriter implements AutoCloseable {
  static final int FORMAT = 1;
  private static final int BLOCK_BYTES = 256 << 10;

  private final String name;
  private final FileChannel file;
  private final MessageDigest digest = Sha256.begin();
  private final DataOutputStream to;
  private final ByteWriter block = new ByteWriter(BLOCK_BYTES + (BLOCK_BYTES >> 2));
  private int blocks;

  public RowsWriter(Path path) throws IOException {
    this.name = path.getFileName().toString();
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.to =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(Channels.newOutputStream(file), digest), BLOCK_BYTES));
    to.writeByte(FORMAT);
  }

  public void add(Row row) throws IOException {
    RowCodec.write(row, block);
    if (block.length() >= BLOCK_BYTES) {
      endBlock();
    }
  }

  /** On the disk, whole, when it returns. */
  public FileSeal seal() throws IOException {
    if (block.length() > 0) {
      endBlock();
    }
    to.writeInt(0);
    to.writeInt(blocks);
    to.flush();
    file.force(true);
    return new FileSeal(name, file.position(), HexFormat.of().formatHex(digest.digest()));
  }

  private void endBlock() throws IOException {
    byte[] rows = block.written().shared();
    CRC32C checksum = new CRC32C();
    checksum.update(rows, 0, rows.length);
    to.writeInt(rows.length);
    to.writeInt((int) checksum.getValue());
    to.write(rows);
    block.reset();
    blocks++;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
