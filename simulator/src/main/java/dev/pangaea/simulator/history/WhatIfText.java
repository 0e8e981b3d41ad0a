package dev.pangaea.simulator.history;

import static java.util.stream.Collectors.joining;

import dev.pangaea.conflict.resolve.ConflictPolicy;
import dev.pangaea.regionnode.verify.KeyText;
import dev.pangaea.simulator.history.Outcome.Share;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What policies would have made of a table's conflicts, in words. */
final class WhatIfText {
  private WhatIfText() {}

  /**
   * @param writes how many are shown one by one: those that became different things
   */
  static String of(WhatIf whatIf, int writes) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d items were in conflict, with %,d concurrent writes%n",
            whatIf.table(),
            whatIf.items(),
            whatIf.judged().size()));
    whatIf.notes().forEach(note -> text.append(note).append('\n'));
    if (whatIf.leftOut()) {
      text.append("only the first items are looked at\n");
    }
    text.append('\n').append(totals(whatIf));
    List<WhatIf.Judged> different =
        whatIf.judged().stream()
            .filter(each -> each.outcomes().stream().distinct().count() > 1)
            .toList();
    text.append(
        String.format(
            Locale.ROOT, "%n%,d of these writes come out differently%n", different.size()));
    different.stream().limit(writes).forEach(each -> text.append(write(whatIf, each)));
    if (different.size() > writes) {
      text.append("(more: --writes, or --json)\n");
    }
    return text.append('\n').append(assumptions(whatIf.policies())).toString();
  }

  private static String totals(WhatIf whatIf) {
    StringBuilder text = new StringBuilder(String.format("%-14s", ""));
    whatIf.policies().forEach(policy -> text.append(String.format("  %26s", policy.text())));
    text.append('\n');
    for (Share share : Share.values()) {
      text.append(
          String.format(
              "%-14s",
              switch (share) {
                case KEPT -> "kept";
                case PARTLY -> "kept in part";
                case LOST -> "lost";
              }));
      for (int policy = 0; policy < whatIf.policies().size(); policy++) {
        text.append(String.format(Locale.ROOT, "  %,26d", count(whatIf, policy, share)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  static long count(WhatIf whatIf, int policy, Share share) {
    return whatIf.judged().stream()
        .filter(each -> each.outcomes().get(policy).share() == share)
        .count();
  }

  private static String write(WhatIf whatIf, WhatIf.Judged judged) {
    Effect effect = judged.effect();
    StringBuilder text = new StringBuilder();
    text.append(
        "  %s  %s wrote %s: %s%n"
            .formatted(
                Shown.time(effect.atMillis()),
                effect.region(),
                KeyText.of(judged.key()),
                did(effect)));
    for (int policy = 0; policy < whatIf.policies().size(); policy++) {
      text.append(
          "    %-26s  %s%n"
              .formatted(
                  whatIf.policies().get(policy).text(), became(judged.outcomes().get(policy))));
    }
    return text.toString();
  }

  private static String did(Effect effect) {
    if (effect.deletes()) {
      return "deleted it";
    }
    return effect.changed().entrySet().stream()
        .map(each -> each.getKey() + " = " + each.getValue().map(Shown::value).orElse("removed"))
        .collect(joining(", "));
  }

  private static String became(Outcome outcome) {
    return switch (outcome.share()) {
      case KEPT -> "kept";
      case LOST -> "lost";
      case PARTLY -> "kept " + names(outcome.kept()) + ", lost " + names(outcome.lost());
    };
  }

  private static String names(Collection<String> names) {
    return String.join(", ", names);
  }

  static String assumptions(List<ConflictPolicy> policies) {
    String text =
        "Logs hold what writes left, not what they asked for: a write is taken for one of the attributes that it changed,"
            + " and one that\nmade or deleted the item for one of the whole item.";
    return policies.contains(ConflictPolicy.MERGEABLE)
        ? text
            + " Under mergeable, a number that changed is taken for one that was\nadded to, and a set that only grew or"
            + " shrank for elements put in or taken out.\n"
        : text + "\n";
  }
}
