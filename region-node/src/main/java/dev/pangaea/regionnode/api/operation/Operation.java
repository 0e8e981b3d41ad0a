package dev.pangaea.regionnode.api.operation;

import dev.pangaea.regionnode.api.failure.RefusedException;
import java.util.function.Consumer;

/**
 * One operation of the API. The listener is called exactly once, on any thread; the call itself
 * never blocks on anything but the store's reads. Bad input is thrown as {@link RefusedException}
 * from the call; then the listener is not called.
 */
@FunctionalInterface
public interface Operation {
  void handle(Request request, Consumer<Reply> listener);
}
