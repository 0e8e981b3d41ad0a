package dev.pangaea.simulator.world;

import dev.pangaea.simulator.check.Violation;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What everything in a world shares.
 *
 * @param random each part splits one of its own off, so that one part's draws do not move another's
 * @param tellingMillis how often regions say how far they have taken in the others' logs
 * @param aheadMillis how far ahead of a region's clock a write may be that it takes in at once
 * @param changesMax how many changes a record of a log holds at most
 * @param catalogued whether regions know of their table by catalogs, so that it can come and go
 * @param writers numbers for leaders, no two alike
 * @param violations told of what must never be, as soon as it is
 */
record Setting(
    Agenda agenda,
    SplittableRandom random,
    Trace trace,
    long tellingMillis,
    long aheadMillis,
    int changesMax,
    boolean catalogued,
    Parts parts,
    LongSupplier writers,
    Consumer<Violation> violations) {
  void say(Supplier<String> line) {
    trace.say(agenda.nowNanos(), line);
  }
}
