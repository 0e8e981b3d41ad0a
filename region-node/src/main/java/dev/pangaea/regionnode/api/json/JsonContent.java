package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A JSON document that can be written: the content of a reply. Written once, on any thread. */
@FunctionalInterface
public interface JsonContent {
  /** The empty object. */
  JsonContent EMPTY =
      to -> {
        to.writeStartObject();
        to.writeEndObject();
      };

  void write(JsonGenerator to) throws IOException;
}
