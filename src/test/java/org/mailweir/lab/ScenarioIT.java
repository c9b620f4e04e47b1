package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Plays every folder src/it/t-NN-name with a real Postfix; -Dscenario=PART plays some of them. */
@Execution(ExecutionMode.CONCURRENT)
class ScenarioIT {

  @BeforeEach
  void needsPostfix() {
    RealPostfix.require();
  }

  @TestFactory
  Stream<DynamicTest> scenarios() {
    String part = System.getProperty("scenario", "");
    List<Scenario> all = Scenario.all().stream().filter(s -> s.name().contains(part)).toList();
    assertFalse(all.isEmpty(), "no scenario is named like " + part);
    return all.stream().map(s -> DynamicTest.dynamicTest(s.name(), () -> play(s)));
  }

  private static void play(Scenario scenario) {
    Peers.require(scenario.peers());
    try (Stage stage = new Stage(scenario)) {
      scenario.steps().forEach(stage::play);
      stage.finish();
    }
  }
}
