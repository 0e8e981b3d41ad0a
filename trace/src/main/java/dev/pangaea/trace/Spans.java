package dev.pangaea.trace;

/** Where spans go. Any thread may call; a call never blocks, and what is too much is dropped. */
@FunctionalInterface
public interface Spans {
  void tell(Span span);
}
