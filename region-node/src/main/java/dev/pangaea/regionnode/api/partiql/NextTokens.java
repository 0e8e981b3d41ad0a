package dev.pangaea.regionnode.api.partiql;

import dev.pangaea.conflict.bytes.ByteWriter;
import dev.pangaea.conflict.item.AttributeValue;
import dev.pangaea.conflict.item.AttributeValue.ListValue;
import dev.pangaea.conflict.item.EncodedItem;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.failure.RefusedException;
import dev.pangaea.regionnode.api.json.AttributeValueWriter;
import dev.pangaea.regionnode.api.json.JsonDecoder;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.json.JsonReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Tokens that tell where a statement's next page begins: the key that the last one ended with, and
 * the statement that it is for. Whoever makes one up gets no further than with a start key.
 */
final class NextTokens {
  static final int CHARS_MAX = 32_768;
  private static final String STATEMENT = "Statement";
  private static final String KEY = "Key";

  private final String fingerprint;

  NextTokens(String statement, List<AttributeValue> parameters) {
    this.fingerprint = fingerprint(statement, parameters);
  }

  String of(Item key) {
    byte[] json =
        new JsonEncoder()
            .encode(
                to -> {
                  to.writeStartObject();
                  to.writeStringField(STATEMENT, fingerprint);
                  to.writeFieldName(KEY);
                  AttributeValueWriter.attributes(key.attributes(), to);
                  to.writeEndObject();
                });
    return Base64.getEncoder().encodeToString(json);
  }

  /** The key that a token holds. */
  Item key(String token) {
    String statement = null;
    Item key = null;
    try {
      JsonReader from = new JsonDecoder().open(Base64.getDecoder().decode(token));
      from.document();
      for (String name = from.nextMember(); name != null; name = from.nextMember()) {
        switch (name) {
          case STATEMENT -> statement = from.string();
          case KEY -> key = from.attributes();
          default -> from.skip();
        }
      }
      from.end();
      from.refuseBadValues();
    } catch (IllegalArgumentException | RefusedException malformed) {
      throw Failure.validation("Invalid NextToken").refused();
    }
    if (key == null || statement == null) {
      throw Failure.validation("Invalid NextToken").refused();
    }
    if (!statement.equals(fingerprint)) {
      throw Failure.validation("NextToken does not match request").refused();
    }
    return key;
  }

  private static String fingerprint(String statement, List<AttributeValue> parameters) {
    ByteWriter to = new ByteWriter(1024);
    to.text(statement);
    to.bytes(EncodedItem.of(Item.of(Map.of(KEY, new ListValue(parameters)))).bytes());
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(to.written().toArray());
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
