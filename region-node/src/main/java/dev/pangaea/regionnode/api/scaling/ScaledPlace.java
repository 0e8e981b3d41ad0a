package dev.pangaea.regionnode.api.scaling;

import dev.pangaea.regionnode.scaling.ScalableTarget;
import dev.pangaea.regionnode.table.ScaledTables;
import dev.pangaea.regionnode.table.TableView;
import java.util.stream.Stream;

/** A capacity that is scaled, and how. */
record ScaledPlace(TableView table, Place place, ScalableTarget target) {
  static Stream<ScaledPlace> all(ScaledTables scaled) {
    return scaled.scaled().stream().flatMap(ScaledPlace::of);
  }

  private static Stream<ScaledPlace> of(TableView table) {
    return table.settings().scaling().targets().entrySet().stream()
        .map(
            each ->
                new ScaledPlace(table, new Place(table.name(), each.getKey()), each.getValue()));
  }
}
