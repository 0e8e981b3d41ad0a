package dev.pangaea.regionnode.leader;

import java.util.List;

/** What somebody is to be told once all that it rests on is in the store. */
sealed interface Answer {
  /** The record that these wait for counts, at this offset. */
  record Counted(List<Completion> completions, long offset) implements Answer {}

  /** The record that these wait for does not count, and never will. */
  record Refused(List<Completion> completions) implements Answer {}

  /** Nobody knows of the record that these wait for. */
  record Doubtful(List<Completion> completions) implements Answer {}

  /** True whatever becomes of the store. */
  record Told(Runnable telling) implements Answer {}
}
