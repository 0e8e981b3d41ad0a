package dev.pangaea.regionnode.api.item;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.util.Map;
import java.util.stream.Collectors;

/** What batches of reads and of writes have in common: requests by table. */
public final class BatchTables {
  public static final String MEMBER = "requestItems";

  private BatchTables() {}

  /** Checks that there are tables, and that their names can be names. */
  public static void check(Constraints constraints, String operation, Map<String, ?> requests) {
    constraints.present(MEMBER, requests);
    if (requests == null) {
      return;
    }
    if (requests.isEmpty()) {
      throw Failure.validation("The requestItems parameter is required for " + operation).refused();
    }
    boolean named =
        requests.keySet().stream()
            .allMatch(
                name ->
                    name.length() <= TableNames.ARN_CHARS_MAX
                        && TableNames.wellFormed(TableNames.plain(name)));
    if (!named) {
      constraints.broken(
          MEMBER,
          shown(requests),
          "Map keys must satisfy constraint: [Member must have length less than or equal to 1024,"
              + " Member must have length greater than or equal to 1, Member must satisfy regular"
              + " expression pattern: "
              + TableNames.PATTERN
              + "]");
    }
  }

  /** The tables' names, without what is asked of them. */
  public static String shown(Map<String, ?> requests) {
    return requests.keySet().stream()
        .map(name -> name + "=[...]")
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
