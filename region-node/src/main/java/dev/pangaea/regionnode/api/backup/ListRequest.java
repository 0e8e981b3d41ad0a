package dev.pangaea.regionnode.api.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.api.operation.TableNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A request to list exports or imports, a page at a time. A page's token is the id of its last.
 *
 * @param tableArn those of this table; all if it is empty
 * @param after the id that the page starts after
 */
record ListRequest(Optional<String> tableArn, String after, int limit) {
  private static final int LIMIT_MAX = 25;

  /** What is listed of one. */
  interface Listed<E> {
    String id(E each);

    String tableArn(E each);

    void summary(E each, JsonGenerator to) throws IOException;
  }

  /**
   * @param limitMember that says how many a page may have
   */
  static ListRequest read(JsonReader from, String limitMember) {
    String arn = null;
    String token = null;
    Long limit = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals("TableArn")) {
        arn = from.string();
      } else if (name.equals("NextToken")) {
        token = from.string();
      } else if (name.equals(limitMember)) {
        limit = from.integer("Integer");
      } else {
        from.skip();
      }
    }
    from.end();
    Constraints constraints = new Constraints();
    constraints.length("tableArn", arn, 1, TableNames.ARN_CHARS_MAX);
    constraints.atLeast(Constraints.named(limitMember), limit, 1);
    constraints.atMost(Constraints.named(limitMember), limit, LIMIT_MAX);
    constraints.check();
    return new ListRequest(
        Optional.ofNullable(arn),
        token == null ? "" : token,
        limit == null ? LIMIT_MAX : limit.intValue());
  }

  /**
   * The page.
   *
   * @param all in the order of their ids
   */
  <E> Reply reply(String member, List<E> all, Listed<E> listed) {
    List<E> found =
        all.stream()
            .filter(each -> tableArn.filter(arn -> !arn.equals(listed.tableArn(each))).isEmpty())
            .filter(each -> listed.id(each).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    boolean more = found.size() > limit;
    List<E> shown = more ? found.subList(0, limit) : found;
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeArrayFieldStart(member);
          for (E each : shown) {
            listed.summary(each, to);
          }
          to.writeEndArray();
          if (more) {
            to.writeStringField("NextToken", listed.id(shown.getLast()));
          }
          to.writeEndObject();
        });
  }
}
