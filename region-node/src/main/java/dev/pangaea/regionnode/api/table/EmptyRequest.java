package dev.pangaea.regionnode.api.table;

import dev.pangaea.regionnode.api.json.JsonReader;

/** A request that says nothing. */
final class EmptyRequest {
  private EmptyRequest() {}

  static void read(JsonReader from) {
    from.document();
    while (from.nextMember() != null) {
      from.skip();
    }
    from.end();
  }
}
