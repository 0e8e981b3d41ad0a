package dev.pangaea.replicator.deliver;

import java.util.concurrent.Callable;

/** Calls through decorators whose signatures have lost the exception that the port declares. */
final class Calls {
  private Calls() {}

  static <T> T checked(Callable<T> call) throws NodeUnavailableException {
    try {
      return call.call();
    } catch (NodeUnavailableException | RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new NodeUnavailableException("the node could not be asked", failure);
    }
  }
}
