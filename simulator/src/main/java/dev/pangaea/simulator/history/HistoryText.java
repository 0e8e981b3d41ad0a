package dev.pangaea.simulator.history;

import static java.util.stream.Collectors.joining;

import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.version.RegionName;
import dev.pangaea.simulator.history.ItemHistory.Held;
import dev.pangaea.simulator.history.ItemHistory.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An item's history in words. Writes have numbers, in the order of the timeline. */
final class HistoryText {
  private HistoryText() {}

  static String of(ItemHistory history) {
    StringBuilder text = new StringBuilder();
    for (LogReading log : history.logs()) {
      text.append(log(log)).append('\n');
    }
    text.append('\n');
    for (Step step : history.steps()) {
      text.append(Shown.time(step.mention().atMillis()))
          .append("  ")
          .append(step.mention().region())
          .append(' ')
          .append(what(step))
          .append('\n');
    }
    text.append('\n');
    history.held().forEach((region, held) -> text.append(now(history, region, held)).append('\n'));
    return text.toString();
  }

  private static String log(LogReading log) {
    String entries = String.format(Locale.ROOT, "%,d entries", log.toOffset() - log.fromOffset());
    String uncounted =
        log.uncounted() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of which do not count", log.uncounted());
    String from =
        log.isCut() && log.fromMillis().isPresent()
            ? "; what it said before "
                + Shown.time(log.fromMillis().getAsLong())
                + " is gone (retention)"
            : "";
    return log.region() + "'s log: " + entries + uncounted + from;
  }

  private static String what(Step step) {
    return switch (step.mention().event()) {
      case Mention.Event.Written(Change change, boolean restoration) ->
          (restoration ? "restored, as " : "wrote ")
              + step.number()
              + unseen(step.unseen())
              + ": "
              + Shown.content(change.content());
      case Mention.Event.TakenIn(Change change, Standing standing) ->
          "took in "
              + step.number()
              + " from "
              + change.origin()
              + ": "
              + stood(standing, step.met());
      case Mention.Event.Dropped _ ->
          "dropped what was left of " + step.number() + ": every region has this deletion";
    };
  }

  private static String unseen(List<Integer> unseen) {
    return unseen.isEmpty()
        ? ""
        : " (it had not seen " + unseen.stream().map(String::valueOf).collect(joining(", ")) + ")";
  }

  static String stood(Standing standing, Optional<Integer> met) {
    String here = met.map(String::valueOf).orElse("what was here");
    return switch (standing) {
      case NEWER -> met.isEmpty() ? "new here" : "newer than " + here + ", which it had seen";
      case CONFLICT_WON -> "in conflict with " + here + ", and won";
      case CONFLICT_LOST -> "in conflict with " + here + ", and lost";
      case CONFLICT_MERGED -> "in conflict with " + here + ", and something of both stayed";
      case MERGED -> "already seen by " + here + ", but not all that it had seen";
      case REFUSED -> "it cannot be an item of this table here, and was kept aside";
    };
  }

  private static String now(ItemHistory history, RegionName region, Optional<Held> held) {
    if (held.isEmpty()) {
      List<Step> here =
          history.steps().stream().filter(step -> step.mention().region().equals(region)).toList();
      return region
          + (here.isEmpty()
              ? "'s log does not mention it"
              : here.getLast().mention().event() instanceof Mention.Event.Dropped
                  ? " holds nothing of it"
                  : " holds what it had before its log begins");
    }
    return "%s holds %s%n  %s"
        .formatted(
            region, Shown.content(held.get().state().content()), why(history, region, held.get()));
  }

  /** Why it is that what a region holds. */
  static String why(ItemHistory history, RegionName region, Held held) {
    Step by = held.by();
    String number = "write " + by.number();
    String because =
        switch (by.mention().event()) {
          case Mention.Event.Written _ -> number + ", its own";
          case Mention.Event.Dropped _ -> number;
          case Mention.Event.TakenIn(Change change, Standing standing) ->
              number
                  + ", of "
                  + change.origin()
                  + ": "
                  + switch (standing) {
                    case CONFLICT_WON ->
                        "in conflict with "
                            + by.met().map(String::valueOf).orElse("what was here")
                            + " it had the higher version";
                    case CONFLICT_MERGED ->
                        "something of it, and of "
                            + by.met().map(String::valueOf).orElse("what was here")
                            + ", with which it was in conflict";
                    case NEWER -> "it had seen all that was here";
                    case CONFLICT_LOST, MERGED, REFUSED -> "it stayed";
                  };
        };
    String over =
        history.steps().stream()
            .dropWhile(step -> step != by)
            .filter(step -> step.mention().region().equals(region))
            .filter(HistoryText::lost)
            .map(step -> String.valueOf(step.number()))
            .collect(joining(", "));
    return over.isEmpty() ? because : because + "; it has the higher version than " + over;
  }

  private static boolean lost(Step step) {
    return step.mention().event() instanceof Mention.Event.TakenIn(Change _, Standing standing)
        && standing == Standing.CONFLICT_LOST;
  }
}
