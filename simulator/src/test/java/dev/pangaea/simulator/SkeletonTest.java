package dev.pangaea.simulator;

import org.junit.jupiter.api.Test;

class SkeletonTest {
  @Test
  void runs() {}
}
