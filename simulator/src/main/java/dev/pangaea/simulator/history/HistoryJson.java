package dev.pangaea.simulator.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.pangaea.conflict.change.Arrival.Standing;
import dev.pangaea.conflict.change.Change;
import dev.pangaea.conflict.change.Content;
import dev.pangaea.conflict.version.Version;
import dev.pangaea.simulator.history.ItemHistory.Step;

/** An item's history for programs. */
final class HistoryJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryJson() {}

  static String of(ItemHistory history) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode logs = root.putArray("logs");
    for (LogReading log : history.logs()) {
      ObjectNode node = logs.addObject();
      node.put("region", log.region().value());
      node.put("fromOffset", log.fromOffset());
      log.fromMillis().ifPresent(millis -> node.put("fromMillis", millis));
      node.put("toOffset", log.toOffset());
      node.put("uncountedEntries", log.uncounted());
    }
    ArrayNode steps = root.putArray("steps");
    history.steps().forEach(step -> step(step, steps.addObject()));
    ArrayNode held = root.putArray("held");
    history
        .held()
        .forEach(
            (region, what) -> {
              ObjectNode node = held.addObject();
              node.put("region", region.value());
              what.ifPresent(
                  each -> {
                    node.put("write", each.by().number());
                    version(each.state().version(), node.putObject("version"));
                    content(each.state().content(), node);
                    node.put("why", HistoryText.why(history, region, each));
                  });
            });
    return root.toPrettyString();
  }

  private static void step(Step step, ObjectNode node) {
    node.put("atMillis", step.mention().atMillis());
    node.put("region", step.mention().region().value());
    node.put("offset", step.mention().offset());
    node.put("write", step.number());
    version(step.mention().event().version(), node.putObject("version"));
    switch (step.mention().event()) {
      case Mention.Event.Written(Change change, boolean restoration) -> {
        node.put("what", restoration ? "RESTORED" : "WROTE");
        ArrayNode unseen = node.putArray("unseen");
        step.unseen().forEach(unseen::add);
        content(change.content(), node);
      }
      case Mention.Event.TakenIn(Change _, Standing standing) -> {
        node.put("what", "TOOK_IN");
        node.put("standing", standing.name());
        step.met().ifPresent(met -> node.put("met", met));
      }
      case Mention.Event.Dropped _ -> node.put("what", "DROPPED");
    }
  }

  private static void version(Version version, ObjectNode node) {
    node.put("millis", version.time().millis());
    node.put("counter", version.time().counter());
    node.put("region", version.region().value());
  }

  private static void content(Content content, ObjectNode node) {
    if (content.visible().isEmpty()) {
      node.putNull("item");
    } else {
      node.putRawValue("item", new RawValue(Shown.content(content)));
    }
  }
}
