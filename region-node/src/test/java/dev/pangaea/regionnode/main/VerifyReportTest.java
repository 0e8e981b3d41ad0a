package dev.pangaea.regionnode.main;

import static dev.pangaea.regionnode.main.VerifyCommand.DIFFERENT;
import static dev.pangaea.regionnode.main.VerifyCommand.EQUAL;
import static dev.pangaea.regionnode.main.VerifyCommand.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifyReportTest {
  @Test
  void whatDiffersIsSaidWhateverCannotBeTold() {
    assertThat(VerifyReport.worse(DIFFERENT, UNKNOWN)).isEqualTo(DIFFERENT);
    assertThat(VerifyReport.worse(UNKNOWN, DIFFERENT)).isEqualTo(DIFFERENT);
    assertThat(VerifyReport.worse(EQUAL, UNKNOWN)).isEqualTo(UNKNOWN);
    assertThat(VerifyReport.worse(EQUAL, EQUAL)).isEqualTo(EQUAL);
  }
}
