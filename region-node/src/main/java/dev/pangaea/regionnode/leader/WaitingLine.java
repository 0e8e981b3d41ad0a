package dev.pangaea.regionnode.leader;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Set;

/**
 * Requests in the order in which they came, each with the moment until which it may wait. Bounded
 * in number and in bytes, the bytes up to one request more.
 */
final class WaitingLine<R extends Request> implements Iterable<R> {
  private record Waiting<R>(R request, long bytes, long deadlineNanos) {}

  private final ArrayDeque<Waiting<R>> line = new ArrayDeque<>();
  private final int countMax;
  private final long bytesMax;
  private long bytes;

  WaitingLine(int countMax, long bytesMax) {
    this.countMax = countMax;
    this.bytesMax = bytesMax;
  }

  int size() {
    return line.size();
  }

  boolean isEmpty() {
    return line.isEmpty();
  }

  /** False if there is no room. Whoever comes later must not wait for less long. */
  boolean add(R request, long deadlineNanos) {
    if (line.size() >= countMax || bytes >= bytesMax) {
      return false;
    }
    long size = request.bytes();
    bytes += size;
    line.add(new Waiting<>(request, size, deadlineNanos));
    return true;
  }

  R first() {
    return line.element().request();
  }

  boolean firstIsLate(Now now) {
    return !line.isEmpty() && now.nanos() - line.element().deadlineNanos() >= 0;
  }

  R removeFirst() {
    Waiting<R> first = line.remove();
    bytes -= first.bytes();
    return first.request();
  }

  void removeFirst(int count) {
    for (int left = count; left > 0; left--) {
      removeFirst();
    }
  }

  /** Removes so many, but for some of them, which stay in front. */
  void removeFirst(int count, Set<R> staying) {
    ArrayDeque<Waiting<R>> kept = new ArrayDeque<>();
    for (int left = count; left > 0; left--) {
      Waiting<R> first = line.remove();
      if (staying.contains(first.request())) {
        kept.push(first);
      } else {
        bytes -= first.bytes();
      }
    }
    kept.forEach(line::addFirst);
  }

  /** All that wait, the first one first. */
  @Override
  public Iterator<R> iterator() {
    Iterator<Waiting<R>> waiting = line.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return waiting.hasNext();
      }

      @Override
      public R next() {
        return waiting.next().request();
      }
    };
  }
}
