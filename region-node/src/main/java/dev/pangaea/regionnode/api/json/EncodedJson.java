package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A document that is written already, elsewhere than where its reply is sent. */
public final class EncodedJson implements JsonContent {
  private final byte[] utf8;

  /** Takes the array over without a copy: the caller must never write to it again. */
  public EncodedJson(byte[] utf8) {
    this.utf8 = utf8;
  }

  @Override
  public void write(JsonGenerator to) throws IOException {
    to.writeRawValue(new String(utf8, StandardCharsets.UTF_8));
  }

  byte[] utf8() {
    return utf8;
  }
}
