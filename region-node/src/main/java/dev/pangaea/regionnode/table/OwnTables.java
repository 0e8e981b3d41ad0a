package dev.pangaea.regionnode.table;

import java.util.Optional;

/**
 * Tables that a region makes for itself: ordinary ones, which everybody may read, and only the
 * region writes and changes. They have no replicas.
 */
public final class OwnTables {
  /** Triggers and how far they have come. */
  public static final String TRIGGERS = "pangaea.triggers";

  public static final String KIND = "kind";
  public static final String ID = "id";

  public static final TableSettings TRIGGERS_SETTINGS =
      TableSettings.onDemand(
              new KeySchema(
                  new KeyAttribute(KIND, KeyAttribute.Type.S),
                  Optional.of(new KeyAttribute(ID, KeyAttribute.Type.S))))
          .protectedFromDeletion(true);

  private OwnTables() {}

  static boolean has(String name) {
    return name.equals(TRIGGERS);
  }

  /** Whether a table of such a name would be as the region makes it. */
  static boolean areMade(TableSettings requested, Optional<TableOrigin> origin) {
    return requested.equals(TRIGGERS_SETTINGS) && origin.isEmpty();
  }
}
