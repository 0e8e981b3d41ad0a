package dev.pangaea.regionnode.api.item;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.pangaea.conflict.item.Item;
import dev.pangaea.regionnode.api.json.JsonReader;
import dev.pangaea.regionnode.api.operation.Constraints;
import dev.pangaea.regionnode.expression.ExpressionKind;
import dev.pangaea.regionnode.expression.Expressions;
import dev.pangaea.regionnode.expression.Projection;
import dev.pangaea.regionnode.expression.legacy.LegacyProjections;
import dev.pangaea.regionnode.table.TableView;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Which parts of items a request to read them by their keys wants, in either way to say it. */
public final class ProjectionMembers {
  private static final String LEGACY = "AttributesToGet";
  private static final int LEGACY_MAX = 255;

  private final ExpressionMembers expressions =
      new ExpressionMembers(List.of(ExpressionKind.PROJECTION));
  private final boolean legacy;
  private List<String> attributesToGet;

  public ProjectionMembers() {
    this(true);
  }

  private ProjectionMembers(boolean legacy) {
    this.legacy = legacy;
  }

  /** For an operation that knows expressions only. */
  public static ProjectionMembers ofExpression() {
    return new ProjectionMembers(false);
  }

  /** Reads a member of the request, if it is one of these; else leaves it to be read. */
  public boolean read(String member, JsonReader from) {
    if (legacy && member.equals(LEGACY)) {
      attributesToGet = from.strings();
      return true;
    }
    return expressions.read(member, from);
  }

  /**
   * @param member where the list of names stands
   */
  public void check(Constraints constraints, String member) {
    constraints.size(member, attributesToGet, 1, LEGACY_MAX);
  }

  public void checkUse() {
    expressions.checkUse(attributesToGet == null ? List.of() : List.of(LEGACY));
  }

  /** What to take of each item; all of it where there is none. */
  public Optional<Projection> projection(Expressions parser) {
    if (attributesToGet != null) {
      return Optional.of(
          BoundExpressions.refusing(() -> LegacyProjections.attributesToGet(attributesToGet)));
    }
    if (expressions.isEmpty()) {
      return Optional.empty();
    }
    BoundExpressions bound = expressions.bind(parser);
    Optional<Projection> projection = bound.projection();
    bound.end();
    return projection;
  }

  /** Refuses a projection that looks into a key of the table. */
  public static void check(TableView table, Optional<Projection> projection) {
    if (projection.isPresent()) {
      PathsIntoKeys.refuse(table, projection.get().paths());
    }
  }

  public static Item applied(Optional<Projection> projection, Item item) {
    return projection.isPresent() ? projection.get().of(item) : item;
  }

  /** Writes the members as they were read, for one who is to ask again. */
  public void write(JsonGenerator to) throws IOException {
    expressions.write(to);
    if (attributesToGet != null) {
      to.writeArrayFieldStart(LEGACY);
      for (String name : attributesToGet) {
        to.writeString(name);
      }
      to.writeEndArray();
    }
  }
}
