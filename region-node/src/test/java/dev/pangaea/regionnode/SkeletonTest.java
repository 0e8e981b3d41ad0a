package dev.pangaea.regionnode;

import org.junit.jupiter.api.Test;

class SkeletonTest {
  @Test
  void runs() {}
}
