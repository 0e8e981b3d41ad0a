package dev.pangaea.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Worlds with a part that is built wrongly are found out, within a number of seeds. */
@Execution(ExecutionMode.CONCURRENT)
class MutantsTest {
  /**
   * @param seeds within so many, from 1 on, one breaks a promise
   */
  private record Mutant(Parts parts, int seeds) {
    @Override
    public String toString() {
      return parts.getClass().getSimpleName();
    }
  }

  static Stream<Mutant> mutants() {
    return Stream.of(
        new Mutant(new LogMutants.Unchained(), 20),
        new Mutant(new LogMutants.Claimless(), 20),
        new Mutant(new LogMutants.Hopeful(), 20),
        new Mutant(new LogMutants.Gapless(), 20),
        new Mutant(new LogMutants.Mute(), 20),
        new Mutant(new LogMutants.Abridging(), 20),
        new Mutant(new StoreMutants.Hasty(), 20),
        new Mutant(new StoreMutants.Torn(), 20),
        new Mutant(new StoreMutants.Silent(), 40),
        new Mutant(new StoreMutants.Unspanned(), 40),
        new Mutant(new StoreMutants.Ledgerless(), 20),
        new Mutant(new StoreMutants.Negligent(), 20),
        new Mutant(new StoreMutants.Tardy(), 20),
        new Mutant(new StoreMutants.Generous(), 20),
        new Mutant(new StoreMutants.Forgetful(), 20),
        new Mutant(new StoreMutants.Clockless(), 20),
        new Mutant(new StoreMutants.Unmerged(), 20),
        new Mutant(new StoreMutants.Unsummed(), 20),
        new Mutant(new StoreMutants.Clinging(), 20),
        new Mutant(new StoreMutants.Unfilled(), 20),
        new Mutant(new StoreMutants.Careless(), 120),
        new Mutant(new StoreMutants.Tokenless(), 60),
        new Mutant(new LinkMutants.Impatient(), 20),
        new Mutant(new LinkMutants.Echo(), 20),
        new Mutant(new LinkMutants.Greedy(), 20),
        new Mutant(new LinkMutants.Lossy(), 20),
        new Mutant(new LinkMutants.LastComes(), 20),
        new Mutant(new LinkMutants.Contextless(), 20),
        new Mutant(new LinkMutants.Boastful(), 20),
        new Mutant(new LinkMutants.Rash(), 60),
        new Mutant(new TombstoneMutants.ByTime(), 20),
        new Mutant(new TombstoneMutants.HalfDeaf(), 20),
        new Mutant(new TombstoneMutants.Selfish(), 60),
        new Mutant(new StampMutants.Doubling(), 20),
        new Mutant(new StampMutants.Baseless(), 20),
        new Mutant(new StampMutants.Wholesale(), 20),
        new Mutant(new StampMutants.LastStamped(), 20),
        new Mutant(new StampMutants.Markless(), 20),
        new Mutant(new ClockMutants.Trusting(), 60),
        new Mutant(new CopyMutants.Partial(), 60),
        new Mutant(new CopyMutants.Late(), 60),
        new Mutant(new CopyMutants.Unaware(), 60),
        new Mutant(new ExpiryMutants.Blind(), 20),
        new Mutant(new StoreMutants.Unkept(), 40));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void aWorldThatIsBuiltWronglyIsFoundOut(Mutant mutant) {
    boolean found = false;
    for (long seed = 1; seed <= mutant.seeds() && !found; seed++) {
      Outcome outcome = World.run(ScenarioDraw.of(seed), mutant.parts(), Trace.NONE);
      found = !outcome.violations().isEmpty();
    }
    assertThat(found).as("%s is found within %d seeds", mutant, mutant.seeds()).isTrue();
  }
}
