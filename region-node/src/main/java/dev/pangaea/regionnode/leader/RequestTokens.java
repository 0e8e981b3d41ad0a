package dev.pangaea.regionnode.leader;

import dev.pangaea.conflict.change.ClientToken;
import dev.pangaea.regionnode.store.Store;
import dev.pangaea.regionnode.store.StoredToken;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens of transactions that are under way here, beside those that count. */
final class RequestTokens {
  private final Store store;
  private final PendingTransactions pending;
  private final Map<String, ClientToken> underWay = new HashMap<>();

  RequestTokens(Store store, PendingTransactions pending) {
    this.store = store;
    this.pending = pending;
  }

  /** What is to be said of a request whose token was used before; that it is its own, if not. */
  Optional<TransactionOutcome> known(Transacting transacting, Now now) {
    if (transacting.tokenChecked() || transacting.token().isEmpty()) {
      return Optional.empty();
    }
    ClientToken token = transacting.token().get();
    ClientToken own = underWay.get(token.text());
    Optional<ClientToken> known = own == null ? stored(token.text(), now) : Optional.of(own);
    if (known.isEmpty()) {
      transacting.tokenIsIts();
      underWay.put(token.text(), token);
      return Optional.empty();
    }
    if (!known.get().equals(token)) {
      return Optional.of(new TransactionOutcome.TokenOfAnother());
    }
    return Optional.of(
        own == null && !pending.underWay(token.text())
            ? new TransactionOutcome.Repeated()
            : new TransactionOutcome.UnderWay());
  }

  /** Somebody else may use it from now on, or may have done so. */
  void letGo(Transacting transacting) {
    if (transacting.tokenChecked()) {
      transacting.token().map(ClientToken::text).ifPresent(underWay::remove);
      transacting.tokenIsUnknown();
    }
  }

  private Optional<ClientToken> stored(String text, Now now) {
    return store
        .transactions()
        .token(text)
        .filter(known -> TokenSweep.isValid(known, now) || pending.underWay(text))
        .map(StoredToken::token);
  }
}
