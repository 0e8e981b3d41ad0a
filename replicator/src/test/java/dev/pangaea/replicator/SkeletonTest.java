package dev.pangaea.replicator;

import org.junit.jupiter.api.Test;

class SkeletonTest {
  @Test
  void runs() {}
}
