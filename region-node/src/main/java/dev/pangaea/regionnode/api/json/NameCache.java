package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last names of each hash, ready to be written. */
final class NameCache {
  private static final int SLOTS = 64;

  private final byte[][] utf8 = new byte[SLOTS][];
  private final SerializableString[] names = new SerializableString[SLOTS];

  SerializableString name(byte[] source, int from, int length) {
    int slot = slot(source, from, length);
    byte[] known = utf8[slot];
    if (known != null && Arrays.equals(known, 0, known.length, source, from, from + length)) {
      return names[slot];
    }
    SerializableString name =
        new SerializedString(new String(source, from, length, StandardCharsets.UTF_8));
    utf8[slot] = Arrays.copyOfRange(source, from, from + length);
    names[slot] = name;
    return name;
  }

  private static int slot(byte[] source, int from, int length) {
    int hash = length;
    for (int index = from; index < from + length; index++) {
      hash = hash * 31 + source[index];
    }
    return (hash ^ hash >>> 16 ^ hash >>> 8) & SLOTS - 1;
  }
}
