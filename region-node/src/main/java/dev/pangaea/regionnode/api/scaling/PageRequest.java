package dev.pangaea.regionnode.api.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.regionnode.api.failure.ErrorKind;
import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.api.operation.OperationFailures;
import dev.pangaea.regionnode.api.operation.Reply;
import dev.pangaea.regionnode.table.Tables;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request to describe some of what there is, a page at a time.
 *
 * @param names of which each must be one, if there are any
 * @param from how many come before the page
 */
record PageRequest(PlaceMembers place, List<String> names, int from, int limit) {
  private static final Logger LOG = LoggerFactory.getLogger(PageRequest.class);
  private static final int LIMIT_MAX = 50;
  private static final int NAMES_MAX = 50;

  /** Writes one thing as an element of the list. */
  interface Writing<T> {
    void write(T each, JsonGenerator to) throws IOException;
  }

  /**
   * @param tables refuses while it is not known which there are
   * @param namesMember the member that lists names
   */
  static PageRequest read(JsonReader from, Tables tables, String namesMember) {
    Constraints constraints = new Constraints();
    PlaceMembers place = new PlaceMembers();
    List<String> names = List.of();
    Long limit = null;
    String token = null;
    from.document();
    for (String name = from.nextMember(); name != null; name = from.nextMember()) {
      if (name.equals(namesMember)) {
        names = from.strings();
      } else if (name.equals("MaxResults")) {
        limit = from.integer("Integer");
      } else if (name.equals("NextToken")) {
        token = from.string();
      } else if (!place.read(name, from)) {
        from.skip();
      }
    }
    from.end();
    place.checkService(constraints);
    constraints.size(Constraints.named(namesMember), names, 0, NAMES_MAX);
    constraints.atLeast("maxResults", limit, 1);
    constraints.atMost("maxResults", limit, LIMIT_MAX);
    constraints.check();
    if (!tables.known()) {
      throw OperationFailures.UNAVAILABLE.refused();
    }
    return new PageRequest(
        place,
        names,
        token == null ? 0 : position(token),
        limit == null ? LIMIT_MAX : limit.intValue());
  }

  boolean includes(String name) {
    return names.isEmpty() || names.contains(name);
  }

  /** The page of all that there is. */
  <T> Reply reply(String member, List<T> all, Writing<T> writing) {
    int begin = Math.min(from, all.size());
    int end = Math.min(begin + limit, all.size());
    return new Reply.Success(
        to -> {
          to.writeStartObject();
          to.writeArrayFieldStart(member);
          for (T each : all.subList(begin, end)) {
            to.writeStartObject();
            writing.write(each, to);
            to.writeEndObject();
          }
          to.writeEndArray();
          if (end < all.size()) {
            to.writeStringField("NextToken", token(end));
          }
          to.writeEndObject();
        });
  }

  /** Writes what names a capacity. */
  static void write(Place place, JsonGenerator to) throws IOException {
    to.writeStringField("ServiceNamespace", Place.NAMESPACE);
    to.writeStringField("ResourceId", place.resourceId());
    to.writeStringField("ScalableDimension", place.dimension());
  }

  private static String token(int position) {
    return Base64.getUrlEncoder().encodeToString(Integer.toString(position).getBytes(UTF_8));
  }

  private static int position(String token) {
    try {
      int position = Integer.parseInt(new String(Base64.getUrlDecoder().decode(token), UTF_8));
      if (position >= 0) {
        return position;
      }
    } catch (IllegalArgumentException strange) {
      LOG.trace("a strange token", strange);
    }
    throw Failure.of(ErrorKind.INVALID_NEXT_TOKEN, "The specified next token is invalid").refused();
  }
}
