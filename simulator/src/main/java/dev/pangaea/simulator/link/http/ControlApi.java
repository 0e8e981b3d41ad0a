package dev.pangaea.simulator.link.http;

import dev.pangaea.simulator.link.LinkException;
import dev.pangaea.simulator.link.LinkProxy;
import dev.pangaea.simulator.link.scenario.Scenarios;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which resource answers what, and what its failures look like. May wait. */
final class ControlApi {
  private static final Logger LOG = LoggerFactory.getLogger(ControlApi.class);

  /** Of the Toxiproxy whose API this is. */
  private static final String VERSION = "2.12.0+pangaea";

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final LinkProxy links;
  private final Supplier<String> metrics;
  private final ProxiesResource proxiesResource;
  private final LinksResource linksResource;
  private final ScenariosResource scenariosResource;

  ControlApi(LinkProxy links, Scenarios scenarios, Supplier<String> metrics) {
    this.links = links;
    this.metrics = metrics;
    this.proxiesResource = new ProxiesResource(links);
    this.linksResource = new LinksResource(links);
    this.scenariosResource = new ScenariosResource(scenarios);
  }

  Reply answer(String method, String rawPath, String rawQuery, String body) {
    try {
      return route(ControlRequest.of(method, rawPath, rawQuery, body));
    } catch (ControlException refused) {
      return Reply.error(refused.status(), refused.getMessage());
    } catch (LinkException refused) {
      return Reply.error(status(refused.reason()), refused.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("{} {}", method, rawPath, failure);
      return Reply.error(500, "internal error");
    }
  }

  private Reply route(ControlRequest request) {
    return switch (request.path().isEmpty() ? "" : request.segment(0)) {
      case "proxies" -> proxiesResource.answer(request);
      case "populate" -> proxiesResource.populate(request);
      case "links" -> linksResource.answer(request);
      case "partitions" -> linksResource.answerPartitions(request);
      case "scenarios" -> scenariosResource.answer(request);
      case "reset" -> reset(request);
      case "version" -> version(request);
      case "metrics" -> metrics(request);
      default -> throw new ControlException(404, "page not found");
    };
  }

  private Reply reset(ControlRequest request) {
    if (!request.is("POST")) {
      throw request.unknown();
    }
    links.reset();
    return Reply.noContent();
  }

  private static Reply version(ControlRequest request) {
    if (!request.is("GET")) {
      throw request.unknown();
    }
    return Reply.ok(Json.object().put("version", VERSION));
  }

  private Reply metrics(ControlRequest request) {
    if (!request.is("GET")) {
      throw request.unknown();
    }
    return Reply.text(200, PROMETHEUS_TEXT, metrics.get());
  }

  private static int status(LinkException.Reason reason) {
    return switch (reason) {
      case NO_SUCH_LINK, NO_SUCH_TOXIC -> 404;
      case LINK_EXISTS, TOXIC_EXISTS -> 409;
      case CANNOT_LISTEN -> 500;
      case CLOSED -> 503;
    };
  }
}
