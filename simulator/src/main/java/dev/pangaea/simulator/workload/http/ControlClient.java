package dev.pangaea.simulator.workload.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pangaea.simulator.workload.BenchPlan.Target;
import dev.pangaea.simulator.workload.BenchPlan.WirePlan;
import dev.pangaea.simulator.workload.Outcome;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.InstantSource;

/** Calls that come before the load, one connection each. Blocks its caller. */
final class ControlClient {
  /** What came back: the body of a success, or an error. */
  record Answer(Outcome outcome, JsonNode body) {
    boolean refusedWith(String error) {
      return outcome instanceof Outcome.Refused(String name, String message) && name.equals(error);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READ_BYTES = 8192;

  private final WirePlan wire;
  private final InstantSource time;

  ControlClient(WirePlan wire, InstantSource time) {
    this.wire = wire;
    this.time = time;
  }

  /** Sends one operation and waits for its reply. */
  Answer call(Target target, String operation, String body) throws BenchException {
    RequestTemplate request =
        new RequestTemplate(
            target, wire.credentials(), wire.sign(), operation, body, time.instant());
    if (request.signed()) {
      request.sign(time.instant());
    }
    int timeoutMillis = Math.clamp(wire.timeout().toMillis(), 1, Integer.MAX_VALUE);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(target.host(), target.port()), timeoutMillis);
      socket.setSoTimeout(timeoutMillis);
      socket.getOutputStream().write(request.bytes());
      return answer(reply(socket.getInputStream()));
    } catch (IOException e) {
      throw new BenchException(
          operation + " at " + target.endpoint() + " failed: " + e.getMessage(), e);
    }
  }

  private static Reply reply(InputStream in) throws IOException {
    ReplyParser parser = new ReplyParser();
    byte[] some = new byte[READ_BYTES];
    while (true) {
      int count = in.read(some);
      if (count < 0) {
        if (parser.closed()) {
          return parser;
        }
        throw new BadReplyException("The connection was closed before the reply.");
      }
      if (parser.take(Unpooled.wrappedBuffer(some, 0, count))) {
        return parser;
      }
    }
  }

  private static Answer answer(Reply reply) throws JsonProcessingException {
    return reply.status() == 200
        ? new Answer(Outcome.ANSWERED, JSON.readTree(reply.text()))
        : new Answer(ReplyJudge.refusal(reply), MissingNode.getInstance());
  }
}
