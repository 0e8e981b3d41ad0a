package dev.pangaea.regionnode.leader;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of one step, in their order: given once the step is in the store. Whoever listens may
 * throw; that is logged and concerns nobody else.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private final List<Answer> waiting = new ArrayList<>();

  void add(Answer answer) {
    waiting.add(answer);
  }

  /** The step is in the store. */
  void give(long visibleMillis) {
    for (Answer answer : waiting) {
      switch (answer) {
        case Answer.Counted(List<Completion> completions, long offset) ->
            completions.forEach(each -> each.counts(offset, visibleMillis));
        case Answer.Refused(List<Completion> completions) ->
            completions.forEach(Completion::unavailable);
        case Answer.Doubtful(List<Completion> completions) ->
            completions.forEach(Completion::inDoubt);
        case Answer.Told(Runnable telling) -> guarded(telling);
      }
    }
    waiting.clear();
  }

  /** The step will never be in the store: what counts is in the log, but cannot be read here. */
  void abandon() {
    waiting.replaceAll(
        answer ->
            switch (answer) {
              case Answer.Counted(List<Completion> completions, long offset) ->
                  new Answer.Doubtful(completions);
              case Answer.Refused refused -> refused;
              case Answer.Doubtful doubtful -> doubtful;
              case Answer.Told told -> told;
            });
    give(0);
  }

  /** Runs what was handed in from outside; an exception that it throws ends here. */
  static void guarded(Runnable foreign) {
    try {
      foreign.run();
    } catch (RuntimeException failure) {
      LOG.error("somebody who waited for an answer failed on it", failure);
    }
  }
}
