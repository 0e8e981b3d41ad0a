package dev.pangaea.regionnode.api.backup;

import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;

/** A request that names an export or an import, and nothing else. */
record ArnRequest(String arn) {
  private static final int CHARS_MIN = 37;
  private static final int CHARS_MAX = 1024;

  /**
   * @param member that holds the ARN, such as {@code ExportArn}
   */
  static ArnRequest read(JsonReader from, String member) {
    String arn = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals(member)) {
        arn = from.string();
      } else {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.present(Constraints.named(member), arn);
    constraints.length(Constraints.named(member), arn, CHARS_MIN, CHARS_MAX);
    constraints.check();
    return new ArnRequest(arn);
  }

  String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
