package dev.pangaea.simulator.check;

import dev.pangaea.conflict.version.Version;
import dev.pangaea.simulator.check.NaiveFold.Sight;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is at a key only goes up: no older write ever takes the place of a newer one, deleted or
 * not. An expiry is no newer than what it found.
 */
final class DeletedStaysDeleted implements SightsCheck {
  @Override
  public String promise() {
    return "a deleted item, or an older one, never comes back";
  }

  @Override
  public void judge(List<Sight> sights, Consumer<String> complain) {
    for (int index = 1; index < sights.size(); index++) {
      Sight before = sights.get(index - 1);
      Sight after = sights.get(index);
      Version there =
          before.state().isExpiry() ? before.state().stamps().base() : before.state().version();
      if (after.state().version().compareTo(there) < 0) {
        complain.accept(
            "%s of %s replaced %s of %s"
                .formatted(
                    Contents.text(after.visible()),
                    after.state().version(),
                    Contents.text(before.visible()),
                    before.state().version()));
      }
    }
  }
}
