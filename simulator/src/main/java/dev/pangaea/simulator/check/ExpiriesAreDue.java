package dev.pangaea.simulator.check;

import dev.pangaea.simulator.check.NaiveFold.Sight;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Nothing is deleted by expiry but an item that is there, and whose time is up. */
final class ExpiriesAreDue implements SightsCheck {
  @Override
  public String promise() {
    return "only what is there and has expired is deleted for that";
  }

  @Override
  public void judge(List<Sight> sights, Consumer<String> complain) {
    for (int index = 0; index < sights.size(); index++) {
      Sight after = sights.get(index);
      boolean own = after.expired();
      if (own) {
        OptionalLong until =
            index == 0 ? OptionalLong.empty() : Contents.until(sights.get(index - 1).visible());
        long seconds = after.state().version().time().millis() / 1000;
        if (until.isEmpty() || until.getAsLong() > seconds) {
          complain.accept("%s at %d".formatted(index == 0 ? "-" : sights.get(index - 1), seconds));
        }
      }
    }
  }
}
