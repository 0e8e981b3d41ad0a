package dev.pangaea.simulator.workload.http;

import dev.pangaea.simulator.workload.Client;
import dev.pangaea.simulator.workload.LoadLoop;
import dev.pangaea.simulator.workload.Operation;
import dev.pangaea.simulator.workload.Outcome;
import dev.pangaea.simulator.workload.TableShape;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** One connection of the load. Confined to its worker's event loop. */
final class LoadClient implements Client, Connection.Listener {
  private final LoadWorker worker;
  private final EnumMap<Operation, RequestBuffer> requests = new EnumMap<>(Operation.class);
  private final TableShape table;
  private final ReplyJudge judge;
  private final InstantSource time;
  private final Clock clock;
  private final Connection connection;
  private boolean free;
  private Operation operation = Operation.PUT;
  private long key;
  private long intendedNanos;
  private int sent;
  private long stamp;

  LoadClient(
      LoadWorker worker,
      Map<Operation, RequestTemplate> templates,
      TableShape table,
      ReplyJudge judge,
      Connector connector,
      long timeoutNanos,
      InstantSource time,
      Clock clock) {
    this.worker = worker;
    templates.forEach(
        (operation, template) -> requests.put(operation, new RequestBuffer(template)));
    this.table = table;
    this.judge = judge;
    this.time = time;
    this.clock = clock;
    this.connection = new Connection(connector, clock, timeoutNanos, this);
  }

  Connection connection() {
    return connection;
  }

  boolean free() {
    return free;
  }

  /** Joins the loop of the next phase, if connected. */
  void join(LoadLoop loop) {
    if (free) {
      loop.ready(this, clock.nanos());
    }
  }

  @Override
  public void start(Operation operation, long key, long intendedNanos) {
    this.free = false;
    this.operation = operation;
    this.key = key;
    this.intendedNanos = intendedNanos;
    RequestBuffer buffer = requests.get(operation);
    RequestTemplate template = buffer.template();
    template.item(table, key);
    template.stamp(stamp++);
    if (template.signed()) {
      template.sign(time.instant());
    }
    sent = template.bytes().length;
    connection.send(buffer.next());
  }

  @Override
  public void ready() {
    free = true;
    worker.loop().ready(this, clock.nanos());
    worker.settle();
  }

  @Override
  public void answered(Reply reply, long bytesReceived) {
    long now = clock.nanos();
    worker.tally().transferred(now, sent, bytesReceived);
    worker.loop().ended(operation, intendedNanos, now, judge.judge(operation, reply, key));
  }

  @Override
  public void lost(String reason) {
    worker.loop().ended(operation, intendedNanos, clock.nanos(), new Outcome.Lost(reason));
    worker.settle();
  }

  @Override
  public void gone() {
    free = false;
    worker.loop().gone(this);
  }

  @Override
  public void reconnecting() {
    worker.tally().reconnecting(clock.nanos());
  }

  @Override
  public void connectFailed(Throwable cause) {
    worker.tally().connectFailed(clock.nanos());
  }
}
