package dev.pangaea.simulator.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pangaea.simulator.client.HttpCalls.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The scenarios of a link proxy, by the port that controls its links. Threads may share it. */
public final class ScenarioClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The proxy's own bound is above it. */
  private static final Duration WAIT = Duration.ofSeconds(20);

  /** How long it is left alone that has too much to do. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So often in a row it may have. */
  static final int BUSY_MAX = 60;

  private static final int BAD_REQUEST = 400;
  private static final int BUSY = 503;

  private final HttpCalls calls;
  private final Duration pause;
  private final URI scenarios;
  private final URI proxies;

  /**
   * @param control such as {@code http://127.0.0.1:8474/}
   */
  public ScenarioClient(HttpCalls calls, URI control) {
    this(calls, control, PAUSE);
  }

  ScenarioClient(HttpCalls calls, URI control, Duration pause) {
    this.calls = calls;
    this.pause = pause;
    this.scenarios = control.resolve("/scenarios");
    this.proxies = control.resolve("/proxies");
  }

  /** A scenario is not started; the message says why. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unreadable;

    RefusedException(String why, boolean unreadable) {
      super(why);
      this.unreadable = unreadable;
    }

    /** Whether the text is no scenario of these links. */
    public boolean unreadable() {
      return unreadable;
    }
  }

  /**
   * How a scenario stands.
   *
   * @param state {@code none}, {@code running}, {@code done}, {@code failed} or {@code stopped}
   * @param revision higher whenever that changes; 0 if the proxy tells none
   * @param startedAtMillis 0 if there was none
   */
  public record Standing(
      String name,
      String state,
      long revision,
      long startedAtMillis,
      long elapsedMillis,
      long totalMillis,
      List<Step> steps) {
    public Standing {
      steps = List.copyOf(steps);
    }

    public boolean running() {
      return state.equals("running");
    }

    public boolean done() {
      return state.equals("done");
    }
  }

  /**
   * How one of its steps stands.
   *
   * @param state {@code waiting}, {@code done} or {@code failed}
   */
  public record Step(long atMillis, String text, String state, Optional<String> error) {
    public boolean waiting() {
      return state.equals("waiting");
    }
  }

  /** Such as {@code us-east-1-to-eu-west-1}. */
  public List<String> linkNames() throws IOException, InterruptedException {
    Reply reply = calls.call("GET", proxies, "");
    if (!reply.isSuccess()) {
      throw new IOException("link control: " + error(reply));
    }
    List<String> names = new ArrayList<>();
    JSON.readTree(reply.body()).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Starts a scenario, unless one runs. */
  public Standing start(String name, String text)
      throws IOException, InterruptedException, RefusedException {
    String named = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    Reply reply = calls.call("POST", URI.create(scenarios + "/" + named), text);
    if (!reply.isSuccess()) {
      throw new RefusedException(error(reply), reply.status() == BAD_REQUEST);
    }
    return standing(reply);
  }

  public Standing standing() throws IOException, InterruptedException {
    return standing(calls.call("GET", scenarios, ""));
  }

  /** Ends the one that runs; links are left as they are. */
  public Standing stop() throws IOException, InterruptedException {
    return standing(calls.call("DELETE", scenarios, ""));
  }

  /**
   * Waits until a scenario is over. The proxy says when it goes on; where too many wait for that
   * already, it is asked once a second.
   *
   * @param started as {@link #start} told it
   * @param taken told of each step once it is done or has failed, in their order
   * @throws IOException if the proxy does not answer, was restarted, runs another scenario by now,
   *     or is of a version that does not say when one goes on
   */
  public Standing follow(Standing started, Consumer<Step> taken)
      throws IOException, InterruptedException {
    Standing now = started;
    int told = 0;
    while (true) {
      while (told < now.steps().size() && !now.steps().get(told).waiting()) {
        taken.accept(now.steps().get(told++));
      }
      if (!now.running()) {
        return now;
      }
      if (now.revision() == 0) {
        throw new IOException("link control is of an earlier version; the scenario goes on");
      }
      now = standingAfter(now.revision());
      if (now.startedAtMillis() == 0) {
        throw new IOException("link control was restarted: the scenario is over, links are new");
      }
      if (now.startedAtMillis() != started.startedAtMillis()) {
        throw new IOException("another scenario was started: " + now.name());
      }
    }
  }

  private Standing standingAfter(long revision) throws IOException, InterruptedException {
    String query = "?after=" + revision + "&waitMillis=" + WAIT.toMillis();
    Reply reply = calls.await(URI.create(scenarios + query), WAIT);
    for (int busy = 0; reply.status() == BUSY && busy < BUSY_MAX; busy++) {
      Thread.sleep(pause);
      reply = calls.call("GET", scenarios, "");
    }
    return standing(reply);
  }

  private static Standing standing(Reply reply) throws IOException {
    if (!reply.isSuccess()) {
      throw new IOException("link control: " + error(reply));
    }
    JsonNode json = JSON.readTree(reply.body());
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : json.path("steps")) {
      steps.add(
          new Step(
              step.path("atMillis").asLong(),
              step.path("text").asText(),
              step.path("state").asText(),
              step.has("error") ? Optional.of(step.get("error").asText()) : Optional.empty()));
    }
    return new Standing(
        json.path("name").asText(),
        json.path("state").asText(),
        json.path("revision").asLong(),
        json.path("startedAtMillis").asLong(),
        json.path("elapsedMillis").asLong(),
        json.path("totalMillis").asLong(),
        steps);
  }

  private static String error(Reply reply) throws IOException {
    if (reply.body().startsWith("{")) {
      String error = JSON.readTree(reply.body()).path("error").asText();
      if (!error.isEmpty()) {
        return error;
      }
    }
    return reply.status() + " " + reply.body().strip();
  }
}
