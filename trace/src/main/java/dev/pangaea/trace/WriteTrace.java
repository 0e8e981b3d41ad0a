package dev.pangaea.trace;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.version.Version;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The trace of one write. It follows from the write's key and version alone, which every process on
 * its way knows: so all of them tell of one trace, and agree on whether it is told of at all,
 * though nothing is sent along with the write.
 */
public record WriteTrace(long high, long low, long draw) {
  private static final HexFormat HEX = HexFormat.of();

  public static WriteTrace of(EncodedKey key, Version version) {
    MessageDigest digest = digest();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(version.time().packed()).flip());
    digest.update(version.region().value().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    ByteBuffer sum = ByteBuffer.wrap(digest.digest(key.bytes().shared()));
    return new WriteTrace(sum.getLong(), sum.getLong(), sum.getLong());
  }

  /**
   * Whether it is among this share of all traces: each that is among a share is among every larger
   * one.
   *
   * @param share from 0 for none to 1 for all
   */
  public boolean isAmong(double share) {
    return (draw >>> 11) * 0x1p-53 < share;
  }

  /** Its name for others: 32 hexadecimal digits. */
  public String id() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  /** The name of the span of a step in a region: 16 hexadecimal digits, the same wherever asked. */
  public String spanId(Step step, String region) {
    MessageDigest digest = digest();
    digest.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).flip());
    digest.update(step.name().getBytes(StandardCharsets.UTF_8));
    byte[] sum = digest.digest(region.getBytes(StandardCharsets.UTF_8));
    return HEX.formatHex(sum, 0, Long.BYTES);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException none) {
      throw new IllegalStateException("every JDK has SHA-256", none);
    }
  }
}
