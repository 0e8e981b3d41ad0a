package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Contents to bytes. Confined to one thread. */
public final class JsonEncoder {
  private static final int BYTES_INITIAL = 8 * 1024;
  private static final int BYTES_KEPT = 512 * 1024;

  private final int bytesKept;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_INITIAL);

  public JsonEncoder() {
    this(BYTES_KEPT);
  }

  /**
   * @param bytesKept how much memory it keeps for the next document
   */
  public JsonEncoder(int bytesKept) {
    this.bytesKept = bytesKept;
  }

  public byte[] encode(JsonContent content) {
    if (content instanceof EncodedJson encoded) {
      return encoded.utf8();
    }
    bytes.reset();
    try (JsonGenerator to = Factory.JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
      content.write(to);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    byte[] encoded = bytes.toByteArray();
    if (encoded.length > bytesKept) {
      bytes = new ByteArrayOutputStream(BYTES_INITIAL);
    }
    return encoded;
  }
}
