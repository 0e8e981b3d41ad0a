package dev.pangaea.trace;

/** A step on a write's way; each is caused by the one before it. */
public enum Step {
  /** From a request's coming in to its reply, in the region of the write. */
  REQUEST,
  /** From handing the write to its partition's leader until it is decided, logged and counts. */
  LOG,
  /** From the source's log to the replicator of another region. */
  LINK,
  /** From handing it to that region's node until the node has answered. */
  DELIVER,
  /** From its coming in there until it is decided against what was there, logged and visible. */
  TAKE_IN
}
