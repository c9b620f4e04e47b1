package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Short runs of what scripts/torture does at length. */
@Execution(ExecutionMode.CONCURRENT)
class TortureIT {

  @Test
  void nothingIsLostWhenTheFilterIsKilled() {
    RealPostfix.require();
    Tally tally = TortureKill.run(200, 1, "");
    assertTrue(tally.holds(), tally::toString);
  }

  @Test
  void theKillRunNoticesAFilterThatAcknowledgesTooEarly() {
    RealPostfix.require();
    Tally tally = TortureKill.run(200, 1, "-Dmailweir.fault=ack-before-forward");
    assertFalse(tally.holds(), tally::toString);
    assertTrue(tally.number("lost") > 0, tally::toString);
  }

  @Test
  void everyRecipientEndsInExactlyOneWay() {
    RealPostfix.require();
    Tally tally = TorturePartial.run();
    assertTrue(tally.holds(), tally::toString);
  }

  @Test
  void everyByteInIsAByteOut() {
    Tally tally = TortureExact.run(500, List.of(), 1);
    assertTrue(tally.holds(), tally::toString);
  }

  @Test
  void oneMessageStaysOneMessage() {
    Tally tally = TortureWire.run();
    assertTrue(tally.holds(), tally::toString);
  }

  /** How long it takes is for the long run to say. */
  @Test
  void mailFlowsAndSaysWhoWasMissingWhenEverySourceIsDead() {
    Tally tally = TortureSilence.run(22);
    assertEquals(0, tally.number("not_named"), tally::toString);
    assertEquals(3 * 22, tally.number("delivered"), tally::toString);
  }

  @Test
  void everyLessonThatWasReportedIsOnTheList() {
    Tally tally = TortureLearn.run(6, 1);
    assertTrue(tally.holds(), tally::toString);
  }

  @Test
  void everyForwardThatPostfixWasThankedForIsOnTheList() {
    RealPostfix.require();
    Tally tally = TortureLearnMail.run(40, 4, 1);
    assertTrue(tally.holds(), tally::toString);
  }
}
