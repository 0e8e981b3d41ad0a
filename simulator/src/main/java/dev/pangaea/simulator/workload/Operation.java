package dev.pangaea.simulator.workload;

/** What a request of the load does. */
public enum Operation {
  /** GetItem of one key. */
  GET("get", "gets"),
  /** PutItem of a whole item. */
  PUT("put", "puts"),
  /** UpdateItem of one key: a new payload, and one more hit. */
  UPDATE("update", "updates"),
  /** Query of the items that share a key. */
  QUERY("query", "queries");

  private final String singular;
  private final String plural;

  Operation(String singular, String plural) {
    this.singular = singular;
    this.plural = plural;
  }

  /** The operation's name in a mix. */
  public String singular() {
    return singular;
  }

  /** The name of its requests in reports. */
  public String plural() {
    return plural;
  }
}
