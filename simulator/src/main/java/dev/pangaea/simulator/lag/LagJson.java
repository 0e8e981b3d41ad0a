package dev.pangaea.simulator.lag;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How far behind routes are, for programs: one object on a line. What is not known is {@code null}.
 */
public final class LagJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LagJson() {}

  public static String of(Survey survey, List<RouteStanding> routes) {
    ObjectNode root = JSON.createObjectNode();
    root.put("atMillis", survey.atMillis());
    ArrayNode links = root.putArray("links");
    routes.forEach(
        route -> {
          ObjectNode node = links.addObject();
          node.put("source", route.route().source());
          node.put("target", route.route().target());
          figures(route, node);
        });
    ArrayNode underWay = root.putArray("underWay");
    survey
        .underWay()
        .forEach(
            work -> {
              ObjectNode node = underWay.addObject();
              node.put("region", work.region());
              node.put("table", work.table());
              node.put("what", work.what());
              StatusJson.progress(work.progress(), "progress", node);
            });
    ArrayNode silent = root.putArray("silent");
    survey.silent().forEach(silent::add);
    return root.toString();
  }

  static void figures(RouteStanding route, ObjectNode node) {
    node.put("table", route.route().table());
    StatusJson.put(node, "lagP50Millis", Figure.LAG_P50.of(route));
    StatusJson.put(node, "lagP90Millis", Figure.LAG_P90.of(route));
    StatusJson.put(node, "lagP99Millis", Figure.LAG_P99.of(route));
    StatusJson.put(node, "lagMaxMillis", Figure.LAG_MAX.of(route));
    StatusJson.put(node, "stalenessMillis", route.stalenessMillis());
    StatusJson.put(node, "backlogRecords", route.backlogRecords());
    StatusJson.put(node, "backlogAgeMillis", route.backlogAgeMillis());
    StatusJson.put(node, "changesPerSecond", route.changesPerSecond());
    StatusJson.put(node, "visibleAsOfMillis", route.visibleAsOfMillis());
    if (route.catchUp().isPresent()) {
      ObjectNode catchUp = node.putObject("catchUp");
      StatusJson.put(catchUp, "recordsPerSecond", route.catchUp().get().perSecond());
      StatusJson.put(catchUp, "leftMillis", route.catchUp().get().leftMillis());
    } else {
      node.putNull("catchUp");
    }
    ArrayNode needsCopy = node.putArray("needsCopy");
    route.needsCopy().forEach(needsCopy::add);
  }
}
