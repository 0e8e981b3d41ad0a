package dev.pangaea.conflict.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Damages bytes as a bad disk or a hostile sender would, the same way for the same seed. */
public final class Mutations {
  private Mutations() {}

  /** One to three bytes changed, removed, doubled or cut off. */
  public static Bytes damaged(Bytes bytes, long seed) {
    Random random = new Random(seed);
    byte[] content = bytes.toArray();
    for (int left = 1 + random.nextInt(3); left > 0 && content.length > 0; left--) {
      content = damagedOnce(content, random);
    }
    return Bytes.copyOf(content);
  }

  /**
   * Checks what every decoder promises: it takes bytes only in the one form that its encoder gives
   * them, and refuses all others with {@link MalformedBytesException}.
   */
  public static <T> void assertOnlyOneFormIsTaken(
      Bytes bytes, Function<Bytes, T> decode, Function<T, Bytes> encode) {
    decoded(bytes, decode).ifPresent(value -> assertThat(encode.apply(value)).isEqualTo(bytes));
  }

  private static <T> Optional<T> decoded(Bytes bytes, Function<Bytes, T> decode) {
    try {
      return Optional.of(decode.apply(bytes));
    } catch (MalformedBytesException refused) {
      return Optional.empty();
    }
  }

  private static byte[] damagedOnce(byte[] content, Random random) {
    int at = random.nextInt(content.length);
    return switch (random.nextInt(6)) {
      case 0 -> with(content, at, (byte) random.nextInt());
      case 1 -> with(content, at, (byte) (content[at] ^ 1 << random.nextInt(8)));
      case 2 -> with(content, at, (byte) (content[at] + 1));
      case 3 -> joined(content, at, content, at + 1);
      case 4 -> joined(content, at + 1, content, at);
      default -> joined(content, at, content, content.length);
    };
  }

  private static byte[] with(byte[] content, int at, byte value) {
    byte[] changed = content.clone();
    changed[at] = value;
    return changed;
  }

  private static byte[] joined(byte[] head, int headLength, byte[] tail, int tailStart) {
    byte[] joined = new byte[headLength + tail.length - tailStart];
    System.arraycopy(head, 0, joined, 0, headLength);
    System.arraycopy(tail, tailStart, joined, headLength, tail.length - tailStart);
    return joined;
  }
}
