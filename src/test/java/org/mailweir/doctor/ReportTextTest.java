package org.mailweir.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  private static Diagnosis diagnosis(Subject subject, Severity severity, String what) {
    return new Diagnosis("an-id", subject, severity, what, "here", "because", List.of("do it"));
  }

  private static String text(boolean colour, Diagnosis... diagnoses) {
    Report report = new Report(List.of(diagnoses), List.of("Postfix 3.7.11: /etc/postfix"));
    return String.join("\n", new ReportText(report, colour).lines());
  }

  @Test
  void aReportIsGroupedAndTheWorstComesFirst() {
    assertEquals(
        """
        Postfix 3.7.11: /etc/postfix

        Postfix
          error [an-id] It loops.
              in    here
              why   because
              mend  do it
          advice [an-id] It could be nicer.
              in    here
              why   because
              mend  do it

        This machine
          warning [an-id] The disk is full.
              in    here
              why   because
              mend  do it

        1 error, 1 warning, 1 piece of advice. After mending: postfix check && postfix reload""",
        text(
            false,
            diagnosis(Subject.MACHINE, Severity.WARNING, "The disk is full."),
            diagnosis(Subject.POSTFIX, Severity.ADVICE, "It could be nicer."),
            diagnosis(Subject.POSTFIX, Severity.ERROR, "It loops.")));
  }

  @Test
  void nothingFoundIsSaid() {
    assertTrue(text(false).endsWith("All is well: nothing was found."));
  }

  @Test
  void adviceAloneIsHealth() {
    Report report =
        new Report(List.of(diagnosis(Subject.POSTFIX, Severity.ADVICE, "x")), List.of());
    assertFalse(report.isSick());
    assertTrue(
        new Report(List.of(diagnosis(Subject.POSTFIX, Severity.WARNING, "x")), List.of()).isSick());
  }

  @Test
  void whatServersSayCannotSteerATerminal() {
    String text = text(false, diagnosis(Subject.MAILWEIR, Severity.ERROR, "\u001b[2J\u202eevil"));
    assertTrue(text.contains("?[2J?evil"), text);
  }

  @Test
  void coloursAreForTerminals() {
    Diagnosis any = diagnosis(Subject.POSTFIX, Severity.ERROR, "x");
    assertFalse(text(false, any).contains("\u001b"));
    assertTrue(text(true, any).contains("\u001b[1;31merror\u001b[0m [an-id]"));
  }

  @Test
  void theJsonHasEverything() {
    Report report =
        new Report(List.of(diagnosis(Subject.SERVERS, Severity.ADVICE, "x")), List.of("all"));
    JsonObject json = new Gson().fromJson(report.json(), JsonObject.class);
    assertEquals(1, json.get("advice").getAsInt());
    assertEquals(0, json.get("error").getAsInt());
    JsonObject first = json.getAsJsonArray("diagnoses").get(0).getAsJsonObject();
    assertEquals("servers", first.get("subject").getAsString());
    assertEquals("do it", first.getAsJsonArray("remedy").get(0).getAsString());
  }

  @Test
  void thereIsNoDiagnosisWithoutRemedy() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Diagnosis("x", Subject.POSTFIX, Severity.ERROR, "x", "x", "x", List.of()));
  }
}
