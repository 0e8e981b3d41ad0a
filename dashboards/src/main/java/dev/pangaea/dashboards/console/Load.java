package dev.pangaea.dashboards.console;

/**
 * Puts load on regions, one at a time. Threads may share it; {@code start} and {@code stop} may
 * wait for connections, {@code standing} does not. What was asked for last holds.
 */
public interface Load {
  /** Of who cannot. */
  Load NONE =
      new Load() {
        @Override
        public boolean possible() {
          return false;
        }

        @Override
        public void start(LoadPlan plan) {
          throw new IllegalArgumentException("no load can be put on these regions from here");
        }

        @Override
        public void stop() {}

        @Override
        public LoadStanding standing() {
          return LoadStanding.NONE;
        }
      };

  boolean possible();

  /**
   * Starts a load, in the place of one that runs.
   *
   * @throws IllegalArgumentException what is wrong with the plan, for a person; nothing has changed
   */
  void start(LoadPlan plan);

  /** Ends the load, if one runs. */
  void stop();

  LoadStanding standing();
}
