package dev.pangaea.regionnode.causal;

import dev.pangaea.regionnode.table.TableView;
import dev.pangaea.regionnode.table.Tables;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Tables as tokens name them: by their names, or in a token of many tables by short digests of
 * these, so that each token fits a header. Made for one token.
 */
final class TokenTables {
  /** No table's name begins with it. */
  private static final char DIGEST = '#';

  private static final int DIGEST_BYTES = 8;

  private final Tables tables;
  private Map<String, String> names = Map.of();

  TokenTables(Tables tables) {
    this.tables = tables;
  }

  /** Of 17 characters. A name that is shorter stays as it is, and so does what is short already. */
  static String shortened(String name) {
    return name.length() <= 1 + 2 * DIGEST_BYTES ? name : digest(name);
  }

  /** The table that a token names; empty if it is not here. */
  Optional<TableView> table(String named) {
    if (named.isEmpty() || named.charAt(0) != DIGEST) {
      return tables.table(named);
    }
    if (names.isEmpty()) {
      names = new HashMap<>();
      tables.names().forEach(name -> names.put(shortened(name), name));
    }
    return Optional.ofNullable(names.get(named)).flatMap(tables::table);
  }

  private static String digest(String name) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return DIGEST + HexFormat.of().formatHex(Arrays.copyOf(all, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
