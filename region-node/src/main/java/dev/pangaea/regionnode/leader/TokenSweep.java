package dev.pangaea.regionnode.leader;

import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoreBatch;
import dev.pangaea.regionnode.store.StoreBatch.Entry;
import dev.pangaea.regionnode.store.StoredToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Forgets tokens whose time is over: walks through all of them again and again, a few at a time,
 * and rests once there are none.
 */
final class TokenSweep {
  static final long VALID_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final int TOKENS_AT_ONCE = 128;

  private final Store store;
  private Optional<String> last = Optional.empty();
  private boolean someLeft = true;
  private boolean someSeen;
  private final Set<String> fresh = new HashSet<>();

  TokenSweep(Store store) {
    this.store = store;
  }

  static boolean isValid(StoredToken token, Now now) {
    return now.wallMillis() - token.committedMillis() < VALID_MILLIS;
  }

  /** The step under way puts this token. */
  void put(String text) {
    fresh.add(text);
    someLeft = true;
    someSeen = true;
  }

  /** What the step has put is in the store. */
  void committed() {
    fresh.clear();
  }

  void step(Now now, StoreBatch batch) {
    if (!someLeft) {
      return;
    }
    List<StoredToken> tokens = store.transactions().tokens(last, TOKENS_AT_ONCE);
    for (StoredToken token : tokens) {
      if (isValid(token, now) || fresh.contains(token.token().text())) {
        someSeen = true;
      } else {
        batch.add(new Entry.DeleteToken(token.token().text()));
      }
    }
    if (tokens.size() == TOKENS_AT_ONCE) {
      last = Optional.of(tokens.getLast().token().text());
    } else {
      last = Optional.empty();
      someLeft = someSeen;
      someSeen = false;
    }
  }
}
