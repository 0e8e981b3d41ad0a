package dev.pangaea.regionnode.expression;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what was made of the texts that came lately: of a generation of them, and of the one
 * before. Threads may share it.
 */
final class RecentTexts<T> {
  private final int generationMax;
  private volatile Generations<T> generations = new Generations<>(Map.of());

  private record Generations<T>(Map<String, T> young, Map<String, T> old) {
    Generations(Map<String, T> old) {
      this(new ConcurrentHashMap<>(), old);
    }
  }

  /**
   * @param keptMax at least two
   */
  RecentTexts(int keptMax) {
    generationMax = Math.max(1, keptMax / 2);
  }

  /** What was made of the text before, or is made now. Where making fails, nothing is kept. */
  T get(String text, Function<String, T> make) {
    Generations<T> now = generations;
    T known = now.young().get(text);
    if (known != null) {
      return known;
    }
    T old = now.old().get(text);
    T made = old == null ? make.apply(text) : old;
    keep(text, made);
    return made;
  }

  int size() {
    return generations.young().size() + generations.old().size();
  }

  private synchronized void keep(String text, T made) {
    if (generations.young().size() >= generationMax) {
      generations = new Generations<>(generations.young());
    }
    generations.young().put(text, made);
  }
}
