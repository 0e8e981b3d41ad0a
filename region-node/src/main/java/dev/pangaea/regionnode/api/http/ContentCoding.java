package dev.pangaea.regionnode.api.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a body is packed on its way (RFC 9110, section 8.4). */
enum ContentCoding {
  IDENTITY("identity"),
  GZIP("gzip"),
  DEFLATE("deflate");

  private static final int ZLIB_METHOD_BITS = 0x0F;
  private static final int ZLIB_CHECK = 31;

  private final String wireName;

  ContentCoding(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  /** The coding that a Content-Encoding names; empty if it is none of these. */
  static Optional<ContentCoding> named(String header) {
    if (header == null || header.isBlank()) {
      return Optional.of(IDENTITY);
    }
    String name = header.trim().toLowerCase(Locale.ROOT);
    for (ContentCoding coding : values()) {
      if (name.equals(coding.wireName) || name.equals("x-" + coding.wireName)) {
        return Optional.of(coding);
      }
    }
    return Optional.empty();
  }

  /** The coding of a reply to someone who accepts these. */
  static ContentCoding accepted(String header) {
    if (header == null) {
      return IDENTITY;
    }
    ContentCoding best = IDENTITY;
    for (String element : header.split(",")) {
      String[] parts = element.split(";");
      Optional<ContentCoding> coding = named(parts[0]);
      if (coding.isPresent() && !isRefused(parts) && best != GZIP) {
        best = coding.get();
      }
    }
    return best;
  }

  /** A weight of zero, such as {@code q=0.0}. */
  private static boolean isRefused(String[] parts) {
    for (int index = 1; index < parts.length; index++) {
      String parameter = parts[index].replace(" ", "").toLowerCase(Locale.ROOT);
      if (parameter.matches("q=0(\\.0{0,3})?")) {
        return true;
      }
    }
    return false;
  }

  byte[] pack(byte[] plain) {
    if (this == IDENTITY) {
      return plain;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (OutputStream packing = packing(packed)) {
      packing.write(plain);
    } catch (IOException impossible) {
      throw new IllegalStateException("memory can be written to", impossible);
    }
    return packed.toByteArray();
  }

  /** Reads what was packed; what is not, or is cut off, is an IOException of the stream. */
  InputStream unpacking(byte[] packed) throws IOException {
    InputStream bytes = new ByteArrayInputStream(packed);
    return switch (this) {
      case IDENTITY -> bytes;
      case GZIP -> new GZIPInputStream(bytes);
      case DEFLATE -> new InflaterStream(bytes, new Inflater(!hasZlibHeader(packed)));
    };
  }

  private OutputStream packing(OutputStream to) throws IOException {
    return switch (this) {
      case IDENTITY -> to;
      case GZIP -> new FastGzip(to);
      case DEFLATE -> new DeflaterStream(to, new Deflater(Deflater.BEST_SPEED));
    };
  }

  /** By the standard there is one, but some senders leave it out. */
  private static boolean hasZlibHeader(byte[] packed) {
    return packed.length >= 2
        && (packed[0] & ZLIB_METHOD_BITS) == Deflater.DEFLATED
        && ((packed[0] & 0xFF) << 8 | packed[1] & 0xFF) % ZLIB_CHECK == 0;
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream to) throws IOException {
      super(to);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Frees its inflater when it is closed. */
  private static final class InflaterStream extends InflaterInputStream {
    InflaterStream(InputStream from, Inflater inflater) {
      super(from, inflater);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }

  /** Frees its deflater when it is closed. */
  private static final class DeflaterStream extends DeflaterOutputStream {
    DeflaterStream(OutputStream to, Deflater deflater) {
      super(to, deflater);
    }

    @Override
    public void close() throws IOException {
      super.close();
      def.end();
    }
  }
}
