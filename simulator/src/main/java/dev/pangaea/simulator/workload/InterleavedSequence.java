package dev.pangaea.simulator.workload;

/** Every n-th key from a first one on, without end. */
final class InterleavedSequence implements KeySequence {
  private final long keyCount;
  private final int step;
  private long next;

  InterleavedSequence(long keyCount, int first, int step) {
    this.keyCount = keyCount;
    this.step = step;
    this.next = first % keyCount;
  }

  @Override
  public long next() {
    long key = next;
    next = (next + step) % keyCount;
    return key;
  }
}
