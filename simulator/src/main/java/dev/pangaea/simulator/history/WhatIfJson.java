package dev.pangaea.simulator.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pangaea.regionnode.verify.KeyText;
import java.util.Collection;

/** What policies would have made of a table's conflicts, for programs. */
final class WhatIfJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WhatIfJson() {}

  static String of(WhatIf whatIf) {
    ObjectNode root = JSON.createObjectNode();
    root.put("table", whatIf.table());
    root.put("itemsInConflict", whatIf.items());
    root.put("itemsLeftOut", whatIf.leftOut());
    ArrayNode notes = root.putArray("notes");
    whatIf.notes().forEach(notes::add);
    root.put("assumption", WhatIfText.assumptions(whatIf.policies()).replace('\n', ' ').trim());
    ObjectNode totals = root.putObject("totals");
    for (int policy = 0; policy < whatIf.policies().size(); policy++) {
      ObjectNode total = totals.putObject(whatIf.policies().get(policy).text());
      for (Outcome.Share share : Outcome.Share.values()) {
        total.put(share.name(), WhatIfText.count(whatIf, policy, share));
      }
    }
    ArrayNode writes = root.putArray("writes");
    whatIf.judged().forEach(each -> write(whatIf, each, writes.addObject()));
    return root.toPrettyString();
  }

  private static void write(WhatIf whatIf, WhatIf.Judged judged, ObjectNode node) {
    Effect effect = judged.effect();
    node.put("key", KeyText.of(judged.key()));
    node.put("region", effect.region().value());
    node.put("atMillis", effect.atMillis());
    node.put("deletes", effect.deletes());
    ObjectNode changed = node.putObject("changed");
    effect
        .changed()
        .forEach(
            (name, value) -> {
              if (value.isPresent()) {
                changed.putRawValue(name, new RawValue(Shown.value(value.get())));
              } else {
                changed.putNull(name);
              }
            });
    for (int policy = 0; policy < whatIf.policies().size(); policy++) {
      Outcome outcome = judged.outcomes().get(policy);
      ObjectNode became = node.putObject(whatIf.policies().get(policy).text());
      became.put("share", outcome.share().name());
      names(outcome.kept(), became.putArray("kept"));
      names(outcome.lost(), became.putArray("lost"));
    }
  }

  private static void names(Collection<String> names, ArrayNode node) {
    names.forEach(node::add);
  }
}
