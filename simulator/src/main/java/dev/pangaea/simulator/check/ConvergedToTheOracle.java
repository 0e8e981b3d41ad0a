package dev.pangaea.simulator.check;

import dev.pangaea.conflict.item.EncodedKey;
import dev.pangaea.conflict.resolve.ItemState;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * After healing, all regions hold the same items, versions and contexts: those of the {@link
 * Oracle}. A tombstone may have been dropped in some of them and not in others.
 */
final class ConvergedToTheOracle implements Check {
  @Override
  public String promise() {
    return "all regions hold what all writes together come to";
  }

  @Override
  public void judge(Evidence evidence, Consumer<String> complain) {
    for (int partition = 0; partition < evidence.partitions(); partition++) {
      SortedMap<EncodedKey, ItemState> wanted = Oracle.of(evidence, partition).items();
      int index = partition;
      SortedMap<EncodedKey, ItemState> first =
          evidence.regions().firstEntry().getValue().get(partition).items();
      evidence
          .regions()
          .forEach(
              (region, partitions) -> {
                SortedMap<EncodedKey, ItemState> held = partitions.get(index).items();
                SortedSet<EncodedKey> keys = new TreeSet<>(wanted.keySet());
                keys.addAll(held.keySet());
                for (EncodedKey key : keys) {
                  Optional<ItemState> stamped = Optional.ofNullable(held.get(key));
                  Optional<ItemState> here = stamped.map(Contents::unstamped);
                  Optional<ItemState> there = Optional.ofNullable(wanted.get(key));
                  boolean dropped =
                      here.isEmpty() && there.filter(ConvergedToTheOracle::deleted).isPresent();
                  if (!here.equals(there) && !dropped) {
                    complain.accept(
                        "%s holds %s at %s, not %s"
                            .formatted(region, said(here), Contents.name(key), said(there)));
                  } else if (isStampedOtherwise(stamped, first.get(key))) {
                    complain.accept(
                        "%s holds other stamps at %s than the first region: %s, not %s"
                            .formatted(
                                region,
                                Contents.name(key),
                                stamped.map(ItemState::stamps),
                                Optional.ofNullable(first.get(key)).map(ItemState::stamps)));
                  }
                }
              });
    }
  }

  private static boolean deleted(ItemState state) {
    return Contents.visible(state.content()).isEmpty();
  }

  private static boolean isStampedOtherwise(Optional<ItemState> here, ItemState first) {
    return here.isPresent()
        && first != null
        && Contents.unstamped(first).equals(Contents.unstamped(here.get()))
        && !first.equals(here.get());
  }

  private static String said(Optional<ItemState> state) {
    return state
        .map(
            there ->
                "%s of %s, which has seen %s"
                    .formatted(
                        Contents.words(there.content()), there.version(), there.context().seen()))
        .orElse("nothing");
  }
}
