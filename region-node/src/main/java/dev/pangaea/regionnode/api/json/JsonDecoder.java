package dev.pangaea.regionnode.api.json;

import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bodies to readers. Confined to one thread: a reader is valid until the next body is opened. Bytes
 * that are not UTF-8 are refused before they are looked at.
 */
public final class JsonDecoder {
  private static final int CHARS_INITIAL = 8 * 1024;
  private static final int CHARS_KEPT = 512 * 1024;

  private final CharsetDecoder utf8 =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private CharBuffer chars = CharBuffer.allocate(CHARS_INITIAL);

  /** A reader that stands before the body's one object. */
  public JsonReader open(byte[] body) {
    CharBuffer text = room(body.length);
    utf8.reset();
    if (utf8.decode(ByteBuffer.wrap(body), text, true).isError()) {
      throw malformed();
    }
    try {
      char[] array = text.array();
      return new JsonReader(Factory.JSON.createParser(array, 0, text.position()), array);
    } catch (IOException malformed) {
      throw malformed();
    }
  }

  /** Whether the body is one well-formed JSON object. */
  public boolean wellFormed(byte[] body) {
    try {
      JsonReader reader = open(body);
      reader.document();
      while (reader.nextMember() != null) {
        reader.skip();
      }
      reader.end();
      return true;
    } catch (RefusedException refused) {
      return false;
    }
  }

  static RuntimeException malformed() {
    return Failure.of(ErrorKind.SERIALIZATION).refused();
  }

  /** A buffer for one body; a large one is not kept for the next. */
  private CharBuffer room(int length) {
    if (length > CHARS_KEPT) {
      return CharBuffer.allocate(length);
    }
    if (chars.capacity() < length) {
      chars = CharBuffer.allocate(Math.max(length, chars.capacity() * 2));
    }
    return chars.clear();
  }
}
