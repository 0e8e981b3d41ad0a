package dev.pangaea.regionnode.api.read;

import dev.pangaea.regionnode.api.item.Effort;
import dev.pangaea.regionnode.api.item.ReadPool;
import dev.pangaea.regionnode.api.json.EncodedJson;
import dev.pangaea.regionnode.api.json.JsonEncoder;
import dev.pangaea.regionnode.api.operation.Reply;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads pages: small ones on the caller's thread, which holds connections of others; those that
 * turn out to be larger are begun again in the pool.
 */
final class PageReader {
  private static final ThreadLocal<JsonEncoder> SMALL = ThreadLocal.withInitial(JsonEncoder::new);

  /** Each has room for a full page. */
  private static final ThreadLocal<JsonEncoder> LARGE =
      ThreadLocal.withInitial(() -> new JsonEncoder(4 * 1024 * 1024));

  private final ReadPool pool;
  private final PageBounds bounds;

  PageReader(ReadPool pool, PageBounds bounds) {
    this.pool = pool;
    this.bounds = bounds;
  }

  void read(PagePlan plan, Consumer<Reply> listener) {
    pool.begin(effort -> page(plan, effort), listener);
  }

  private Optional<Reply> page(PagePlan plan, Effort effort) {
    Page page = new Page(plan, bounds, effort);
    JsonEncoder encoder = (effort.equals(Effort.WHOLE) ? LARGE : SMALL).get();
    byte[] written = encoder.encode(page);
    if (!page.isWhole()) {
      return Optional.empty();
    }
    plan.charge().settle(page.capacity());
    return Optional.of(new Reply.Success(new EncodedJson(written)));
  }
}
