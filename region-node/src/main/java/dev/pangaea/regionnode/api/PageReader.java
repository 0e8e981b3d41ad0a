package dev.pangaea.regionnode.api;

import dev.pangaea.regionnode.api.failure.Failure;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads pages: small ones on the caller's thread, which holds connections of others; those that
 * turn out to be larger are begun again in the pool.
 */
final class PageReader {
  /** What a caller's thread reads before it gives a page up. */
  private static final int SMALL_ROWS = 32;

  private static final int SMALL_BYTES = 64 * 1024;
  private static final int SMALL_PASSED = 1000;

  /** A page ends with the deleted item that brings it here. */
  static final int PASSED_MAX = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(PageReader.class);
  private static final ThreadLocal<JsonEncoder> SMALL = ThreadLocal.withInitial(JsonEncoder::new);

  /** Each has room for a full page. */
  private static final ThreadLocal<JsonEncoder> LARGE =
      ThreadLocal.withInitial(() -> new JsonEncoder(4 * 1024 * 1024));

  private final ReadPool pool;
  private final int passedMax;

  /**
   * @param passedMax how many deleted items a page passes over
   */
  PageReader(ReadPool pool, int passedMax) {
    this.pool = pool;
    this.passedMax = passedMax;
  }

  void read(PagePlan plan, Consumer<Reply> listener) {
    Page page = Page.small(plan, passedMax, SMALL_ROWS, SMALL_BYTES, SMALL_PASSED);
    byte[] written = SMALL.get().encode(page);
    if (page.isWhole()) {
      listener.accept(new Reply.Success(new EncodedJson(written)));
    } else if (!pool.run(() -> listener.accept(inPool(plan)))) {
      listener.accept(new Reply.Failed(WriteFailures.THROTTLED));
    }
  }

  private Reply inPool(PagePlan plan) {
    try {
      return new Reply.Success(new EncodedJson(LARGE.get().encode(Page.whole(plan, passedMax))));
    } catch (RuntimeException broken) {
      LOG.error("a read of {} failed", plan.target().table().name(), broken);
      return new Reply.Failed(Failure.INTERNAL);
    }
  }
}
