package dev.pangaea.regionnode.trigger;

/** Why records are told no more. */
public enum GivenUp {
  RETRIES("RetryAttemptsExhausted"),
  AGE("RecordAgeExceeded");

  private final String condition;

  GivenUp(String condition) {
    this.condition = condition;
  }

  /** As Lambda calls it. */
  public String condition() {
    return condition;
  }
}
