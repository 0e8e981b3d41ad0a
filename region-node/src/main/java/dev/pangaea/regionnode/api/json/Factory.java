package dev.pangaea.regionnode.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** The one configuration of the JSON library. */
final class Factory {
  /**
   * An attribute value nests twice as deep in JSON as in DynamoDB, which stops at 32: everything
   * that is well formed and deeper than this is hostile.
   */
  static final int JSON_DEPTH_MAX = 1000;

  /** No string is longer than the largest body. */
  static final int STRING_CHARS_MAX = 16 * 1024 * 1024;

  /**
   * Names are data here, so they are neither interned nor kept in a table of symbols: a stream of
   * names never seen before would fill it and stall every reader.
   */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JSON_DEPTH_MAX)
                  .maxStringLength(STRING_CHARS_MAX)
                  .maxNameLength(STRING_CHARS_MAX)
                  .build())
          .build();

  private Factory() {}
}
