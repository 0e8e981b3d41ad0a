package dev.pangaea.regionnode.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pangaea.regionnode.api.http.RawClient.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final String PUT = "{'TableName':'T','Item':{'p':{'S':'a'}}}";

  @Test
  void requestsUnderWayAreAnsweredBeforeTheServerCloses() throws Exception {
    try (RunningApi api = new RunningApi();
        RawClient busy = new RawClient(api.port());
        RawClient idle = new RawClient(api.port())) {
      api.region.table("T");
      assertThat(idle.call("ListTables", "{}").status()).isEqualTo(200);
      api.region.leaders.hold();
      busy.send(RawClient.request("PutItem", PUT));
      await(() -> api.region.leaders.heldWrites() == 1);

      CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> close(api));
      await(() -> refused(api.port()));
      assertThat(idle.closed()).isTrue();
      assertThat(closed).isNotDone();

      api.region.leaders.release();
      Response response = busy.receive();
      assertThat(response.status()).isEqualTo(200);
      assertThat(busy.closed()).isTrue();
      closed.get(60, TimeUnit.SECONDS);
      assertThatThrownBy(() -> new RawClient(api.port())).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aReplyThatComesAfterItsConnectionIsGoneHarmsNobody() throws Exception {
    try (RunningApi api = new RunningApi();
        RawClient other = new RawClient(api.port())) {
      api.region.table("T");
      api.region.leaders.hold();
      try (RawClient gone = new RawClient(api.port())) {
        gone.send(RawClient.request("PutItem", PUT));
        await(() -> api.region.leaders.heldWrites() == 1);
      }
      await(() -> api.metrics.get("pangaea.api.connections").gauge().value() == 1);
      api.region.leaders.release();
      assertThat(other.call("PutItem", PUT).status()).isEqualTo(200);
      await(() -> api.metrics.get("pangaea.api.held.bytes").gauge().value() == 0);
    }
  }

  private static void close(RunningApi api) {
    try {
      api.server().close();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static boolean refused(int port) {
    try (RawClient probe = new RawClient(port)) {
      return probe.closed();
    } catch (IOException refused) {
      return true;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
