package dev.pangaea.regionnode.backup;

import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.regionnode.backup.ExportText.DataFile;
import dev.pangaea.regionnode.backup.files.Folders;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Lays an export out in its folder as DynamoDB does: {@code data/*.json.gz}, then {@code
 * manifest-files.json}, last {@code manifest-summary.json}, each with its MD5. An export without a
 * summary is not whole.
 */
final class ExportWriter implements AutoCloseable {
  private static final long FILE_BYTES_MAX = 256L << 20;
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path folder;
  private final Export export;
  private final ExportText text;
  private final List<DataFile> files = new ArrayList<>();
  private MessageDigest digest = md5();
  private OutputStream to = OutputStream.nullOutputStream();
  private String name = "";
  private long fileItems;
  private long fileBytes;
  private long items;
  private long bytes;

  ExportWriter(Path folder, Export export, ExportText text) throws IOException {
    this.folder = folder;
    this.export = export;
    this.text = text;
    Files.createDirectories(folder.resolve("data"));
    Folders.write(folder.resolve("_started"), new byte[0]);
    begin();
  }

  void item(EncodedItem item) throws IOException {
    byte[] line = text.item(item);
    to.write(line);
    items++;
    fileItems++;
    fileBytes += line.length;
    bytes += item.bytes().length();
    if (fileBytes >= FILE_BYTES_MAX) {
      end();
      begin();
    }
  }

  long items() {
    return items;
  }

  long bytes() {
    return bytes;
  }

  /** Everything is on the disk when it returns. */
  void finish(Export whole) throws IOException {
    end();
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    for (DataFile file : files) {
      list.write(text.file(file));
    }
    manifest("manifest-files", list.toByteArray());
    manifest("manifest-summary", text.summary(whole, export.key() + "/manifest-files.json"));
  }

  @Override
  public void close() throws IOException {
    to.close();
  }

  private void begin() throws IOException {
    digest = md5();
    name =
        "%s-%04d.json.gz".formatted(export.id().substring(export.id().length() - 8), files.size());
    fileItems = 0;
    fileBytes = 0;
    to =
        new BufferedOutputStream(
            new GZIPOutputStream(
                new DigestOutputStream(
                    Files.newOutputStream(folder.resolve("data").resolve(name)), digest),
                BUFFER_BYTES),
            BUFFER_BYTES);
  }

  private void end() throws IOException {
    to.close();
    Folders.syncFile(folder.resolve("data").resolve(name));
    byte[] sum = digest.digest();
    files.add(
        new DataFile(
            export.key() + "/data/" + name,
            fileItems,
            Base64.getEncoder().encodeToString(sum),
            HexFormat.of().formatHex(sum)));
  }

  private void manifest(String manifest, byte[] content) throws IOException {
    String sum = Base64.getEncoder().encodeToString(md5().digest(content));
    Folders.write(folder.resolve(manifest + ".md5"), sum.getBytes(StandardCharsets.US_ASCII));
    Folders.write(folder.resolve(manifest + ".json"), content);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
