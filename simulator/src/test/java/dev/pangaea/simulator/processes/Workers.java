package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Threads that each do one thing to a region over and over, whatever the region says to it. One
 * that fails by itself ends, and is told when all are closed.
 */
final class Workers implements AutoCloseable {
  private final DynamoDbClient client;
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  Workers(RegionProcesses region) {
    this(TwoRegions.client(region));
  }

  Workers(DynamoDbClient client) {
    this.client = client;
  }

  interface Work {
    void with(DynamoDbClient client);
  }

  void run(Work work) {
    threads.add(Thread.ofVirtual().start(() -> repeat(work)));
  }

  /** Once it is so, a work that tries again and again gives up. */
  boolean stopped() {
    return stopped;
  }

  DynamoDbClient client() {
    return client;
  }

  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    client.close();
    if (!failures.isEmpty()) {
      AssertionError failed = new AssertionError("a worker has failed", failures.poll());
      failures.forEach(failed::addSuppressed);
      throw failed;
    }
  }

  private void repeat(Work work) {
    while (!stopped) {
      try {
        work.with(client);
      } catch (SdkException refused) {
        // the node is gone, or somebody else was faster
      } catch (RuntimeException | Error failed) {
        failures.add(failed);
        return;
      }
    }
  }
}
