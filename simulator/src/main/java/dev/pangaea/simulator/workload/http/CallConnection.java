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

/**
 * A connection for calls one after the other, opened with the first of them and after a failure.
 * Blocks its caller. Confined to one thread.
 */
final class CallConnection implements AutoCloseable {
  /** What came back: the body of a success, or an error. */
  record Answer(Outcome outcome, JsonNode body) {
    boolean refusedWith(String error) {
      return outcome instanceof Outcome.Refused(String name, String message) && name.equals(error);
    }

    /** A refusal is the end. */
    Answer require(String operation, Target target) throws BenchException {
      if (outcome instanceof Outcome.Refused(String error, String message)) {
        throw new BenchException(
            operation + " at " + target.endpoint() + " was refused: " + error + ": " + message);
      }
      return this;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int READ_BYTES = 64 * 1024;

  private final Target target;
  private final WirePlan wire;
  private final InstantSource time;
  private final byte[] some = new byte[READ_BYTES];
  private final ReplyParser parser = new ReplyParser();
  private Socket socket;

  CallConnection(Target target, WirePlan wire, InstantSource time) {
    this.target = target;
    this.wire = wire;
    this.time = time;
  }

  /** Sends one operation and waits for its reply. */
  Answer call(String operation, String body) throws BenchException {
    RequestTemplate request =
        new RequestTemplate(
            target, wire.credentials(), wire.sign(), operation, body, time.instant());
    if (request.signed()) {
      request.sign(time.instant());
    }
    try {
      Socket open = open();
      open.getOutputStream().write(request.bytes());
      Reply reply = reply(open.getInputStream());
      Answer answer = answer(reply);
      if (reply.last()) {
        close();
      }
      return answer;
    } catch (IOException e) {
      close();
      throw new BenchException(
          operation + " at " + target.endpoint() + " failed: " + e.getMessage(), e);
    }
  }

  private Socket open() throws IOException {
    if (socket == null) {
      int timeoutMillis = Math.clamp(wire.timeout().toMillis(), 1, Integer.MAX_VALUE);
      socket = new Socket();
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeoutMillis);
      socket.connect(new InetSocketAddress(target.host(), target.port()), timeoutMillis);
    }
    return socket;
  }

  private Reply reply(InputStream in) throws IOException {
    parser.next();
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

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException ignored) {
      // Nothing was under way.
    }
    socket = null;
  }
}
