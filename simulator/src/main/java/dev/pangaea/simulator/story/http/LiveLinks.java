package dev.pangaea.simulator.story.http;

import dev.pangaea.simulator.client.HttpCalls;
import dev.pangaea.simulator.client.HttpCalls.Reply;
import dev.pangaea.simulator.story.SceneException;
import java.io.IOException;
import java.net.URI;

/** The links between regions that run, by the control port of the link proxy. */
record LiveLinks(HttpCalls calls, URI control) {
  void cut(String from, String to) {
    ask("POST", "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
  }

  void heal() {
    ask("DELETE", "");
  }

  private void ask(String method, String body) {
    try {
      Reply reply = calls.call(method, control.resolve("/partitions"), body);
      if (!reply.isSuccess()) {
        throw new SceneException("link control: " + reply.status() + " " + reply.body());
      }
    } catch (IOException unreachable) {
      throw new SceneException("link control at " + control + ": " + unreachable, unreachable);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      throw new SceneException("interrupted", impatient);
    }
  }
}
