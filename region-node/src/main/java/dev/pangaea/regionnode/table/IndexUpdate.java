package dev.pangaea.regionnode.table;

/** A change of one of a table's global indexes. */
public sealed interface IndexUpdate {
  String index();

  record Create(String index, IndexShape shape) implements IndexUpdate {}

  record Update(String index, Capacity.Provisioned capacity) implements IndexUpdate {}

  record Delete(String index) implements IndexUpdate {}
}
