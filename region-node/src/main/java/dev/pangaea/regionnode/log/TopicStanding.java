package dev.pangaea.regionnode.log;

/** How a topic that others read stands to what its writer knows of it. */
public enum TopicStanding {
  /** It ends where the writer saw it end last, or has written to. */
  SAME,
  /** There is more on it, or nothing is known of it. */
  MORE,
  /** It lacks what was on it: it is gone, was made anew, or has lost its end. */
  LESS
}
