package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.scaling.Scalable;
import java.util.Optional;

/** A capacity of a table, as Application Auto Scaling names it. */
record Place(String table, Scalable scalable) {
  static final String NAMESPACE = "dynamodb";

  private static final String TABLE = "table/";
  private static final String INDEX = "/index/";

  /** Empty if there cannot be such a capacity. */
  static Optional<Place> of(String resourceId, String dimension) {
    if (!resourceId.startsWith(TABLE)) {
      return Optional.empty();
    }
    String name = resourceId.substring(TABLE.length());
    int index = name.indexOf(INDEX);
    Optional<String> ofIndex =
        index < 0 ? Optional.empty() : Optional.of(name.substring(index + INDEX.length()));
    String table = index < 0 ? name : name.substring(0, index);
    for (Scalable.Kind kind : Scalable.Kind.values()) {
      Place place = new Place(table, new Scalable(ofIndex, kind));
      if (place.dimension().equals(dimension)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  String resourceId() {
    return TABLE + table + scalable.index().map(index -> INDEX + index).orElse("");
  }

  String dimension() {
    return NAMESPACE
        + (scalable.index().isPresent() ? ":index:" : ":table:")
        + (scalable.isRead() ? "ReadCapacityUnits" : "WriteCapacityUnits");
  }

  /** What a policy measures there. */
  String metric() {
    return scalable.isRead()
        ? "DynamoDBReadCapacityUtilization"
        : "DynamoDBWriteCapacityUtilization";
  }
}
