package dev.pangaea.simulator.processes;

import dev.pangaea.simulator.processes.EmailJournal.Email;
import dev.pangaea.simulator.processes.EmailJournal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a worker's journal tells that no trigger may do: an order's changes come in their order, and
 * what was answered well is told again only where a shard is begun anew, and once for each time:
 * what was answered behind something that was not, or was not kept as answered yet. Attempts prove
 * nothing: the first one may have died with the worker before it was noted.
 */
final class EmailAudit {
  private static final int OK = 200;

  private final Map<String, Integer> newest = new HashMap<>();
  private final Map<String, Integer> last = new HashMap<>();
  private final Map<String, Integer> again = new HashMap<>();
  private final Map<String, String> lastCalls = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final int beginnings;
  private long told;

  private EmailAudit(int beginnings) {
    this.beginnings = beginnings;
  }

  /**
   * @param beginnings how often a node was killed, or the trigger's rules were changed
   */
  static EmailAudit of(List<Entry> journal, int beginnings) {
    EmailAudit audit = new EmailAudit(beginnings);
    journal.forEach(audit::look);
    return audit;
  }

  /** The e-mails of each order, by their versions, in the order of sending. */
  static Map<String, List<Integer>> sent(List<Entry> journal) {
    Map<String, List<Integer>> sent = new HashMap<>();
    for (Entry entry : journal) {
      if (entry instanceof Entry.Sent(Email email)) {
        sent.computeIfAbsent(email.order(), first -> new ArrayList<>()).add(email.version());
      }
    }
    return sent;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many records came, each as often as it did. */
  long told() {
    return told;
  }

  private void look(Entry entry) {
    switch (entry) {
      case Entry.Told call -> {
        call.emails().forEach(email -> look(call, email));
        call.emails().forEach(email -> lastCalls.put(email.eventId(), call.call()));
      }
      case Entry.Answered(String call, int status) -> {
        if (status == OK) {
          done.add(call);
        }
      }
      case Entry.Sent sent -> {}
      case Entry.Held held -> {}
    }
  }

  private void look(Entry.Told call, Email email) {
    String order = email.order();
    int before = last.getOrDefault(order, 0);
    if (email.version() > newest.getOrDefault(order, 0) + 1) {
      faults.add("%s comes before what is before it: %s".formatted(email, call));
    } else if (email.version() > before + 1) {
      faults.add("%s comes right after version %d: %s".formatted(email, before, call));
    } else if (email.version() <= before && done.contains(lastCalls.get(email.eventId()))) {
      toldAgain(call, email);
    }
    last.put(order, email.version());
    newest.merge(order, email.version(), Math::max);
    told++;
  }

  private void toldAgain(Entry.Told call, Email email) {
    if (again.merge(email.order(), 1, Integer::sum) > beginnings) {
      faults.add("%s was answered well, and is told again: %s".formatted(email, call));
    }
  }
}
