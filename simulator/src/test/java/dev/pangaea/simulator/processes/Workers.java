package dev.pangaea.simulator.processes;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Threads that each do one thing to a region over and over, whatever the region says to it. */
final class Workers implements AutoCloseable {
  private final DynamoDbClient client;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  Workers(RegionProcesses region) {
    client = TwoRegions.client(region);
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
  }

  private void repeat(Work work) {
    while (!stopped) {
      try {
        work.with(client);
      } catch (SdkException refused) {
        // the node is gone, or somebody else was faster
      }
    }
  }
}
