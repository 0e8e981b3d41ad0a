package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.TableShape;
import dev.pangaea.simulator.workload.lag.Probe;
import java.time.InstantSource;

/** One connection of the probe, to either of its two endpoints. Confined to its event loop. */
final class ProbeClient implements Connection.Listener {
  /** Takes a request's end. */
  interface Ended {
    void ended(ProbeClient client, Outcome outcome, boolean stampSeen);
  }

  private final Operation operation;
  private final RequestBuffer request;
  private final TableShape table;
  private final ReplyJudge judge;
  private final InstantSource time;
  private final Clock clock;
  private final Ended ended;
  private final Runnable news;
  private Connection connection;
  private boolean free;
  private Probe probe;
  private long startNanos;

  /**
   * @param news called whenever the client may have become free
   */
  ProbeClient(
      Operation operation,
      RequestTemplate template,
      TableShape table,
      ReplyJudge judge,
      InstantSource time,
      Clock clock,
      Ended ended,
      Runnable news) {
    this.operation = operation;
    this.request = new RequestBuffer(template);
    this.table = table;
    this.judge = judge;
    this.time = time;
    this.clock = clock;
    this.ended = ended;
    this.news = news;
  }

  void open(Connector connector, long timeoutNanos) {
    connection = new Connection(connector, clock, timeoutNanos, this);
    connection.open();
  }

  Connection connection() {
    return connection;
  }

  boolean free() {
    return free;
  }

  Probe probe() {
    return probe;
  }

  /** When the request under way, or the last one, was sent. */
  long startNanos() {
    return startNanos;
  }

  void start(Probe next) {
    free = false;
    probe = next;
    RequestTemplate template = request.template();
    template.item(table, next.slot());
    template.stamp(next.stamp());
    if (template.signed()) {
      template.sign(time.instant());
    }
    startNanos = clock.nanos();
    connection.send(request.next());
  }

  @Override
  public void ready() {
    free = true;
    news.run();
  }

  @Override
  public void answered(Reply reply, long bytesReceived) {
    ended.ended(this, judge.judge(operation, reply, probe.slot()), probe.shows(reply::contains));
  }

  @Override
  public void lost(String reason) {
    ended.ended(this, new Outcome.Lost(reason), false);
  }

  @Override
  public void gone() {
    free = false;
  }

  @Override
  public void reconnecting() {}

  @Override
  public void connectFailed(Throwable cause) {}
}
