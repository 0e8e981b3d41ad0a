package dev.pangaea.regionnode.leader;

/** Whether something that the node itself wanted appended counts, and where. */
public sealed interface AppendAnswer {
  record Counts(long offset) implements AppendAnswer {}

  record Unavailable() implements AppendAnswer {}
}
