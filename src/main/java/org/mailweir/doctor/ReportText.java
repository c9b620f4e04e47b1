package org.mailweir.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people: grouped by subject, with a last line that sums it up. */
public final class ReportText {

  private static final int WIDTH = 100;
  private static final String RESET = "\u001b[0m";

  private final Report report;
  private final boolean colour;

  /**
   * @param colour whether the reader is a terminal that shows colours
   */
  public ReportText(Report report, boolean colour) {
    this.report = report;
    this.colour = colour;
  }

  /** The lines. What stands in configurations and servers' answers cannot steer a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    report.looked().forEach(l -> lines.add(painted("2", printable(l))));
    for (Subject subject : Subject.values()) {
      List<Diagnosis> mine =
          report.diagnoses().stream().filter(d -> d.subject() == subject).toList();
      if (!mine.isEmpty()) {
        lines.add("");
        lines.add(painted("1", subject.title()));
        mine.forEach(d -> write(d, lines));
      }
    }
    lines.add("");
    lines.add(sum());
    return lines;
  }

  private void write(Diagnosis diagnosis, List<String> lines) {
    String word = diagnosis.severity().name().toLowerCase(Locale.ROOT);
    String head = word + " [" + diagnosis.id() + "] ";
    List<String> what = wrapped(head + printable(diagnosis.what()), WIDTH - 2);
    String first = what.getFirst();
    lines.add("  " + painted(paint(diagnosis.severity()), word) + first.substring(word.length()));
    what.stream().skip(1).forEach(l -> lines.add("      " + l));
    lines.add("      in    " + printable(diagnosis.where()));
    label("why", wrapped(printable(diagnosis.why()), WIDTH - 12), lines);
    label("mend", diagnosis.remedy().stream().map(ReportText::printable).toList(), lines);
  }

  private static void label(String label, List<String> text, List<String> lines) {
    for (int i = 0; i < text.size(); i++) {
      lines.add("      " + (i == 0 ? String.format("%-6s", label) : "      ") + text.get(i));
    }
  }

  private String sum() {
    if (report.diagnoses().isEmpty()) {
      return painted("32", "All is well: nothing was found.");
    }
    String numbers =
        number(Severity.ERROR, "error", "errors")
            + ", "
            + number(Severity.WARNING, "warning", "warnings")
            + ", "
            + number(Severity.ADVICE, "piece of advice", "pieces of advice");
    if (!report.isSick()) {
      return painted("32", "All is well: " + numbers + ".");
    }
    boolean postfix =
        report.diagnoses().stream()
            .anyMatch(d -> d.subject() == Subject.POSTFIX && d.severity() != Severity.ADVICE);
    return numbers + (postfix ? ". After mending: postfix check && postfix reload" : ".");
  }

  private String number(Severity severity, String one, String many) {
    long count = report.count(severity);
    return count + " " + (count == 1 ? one : many);
  }

  private static String paint(Severity severity) {
    return switch (severity) {
      case ERROR -> "1;31";
      case WARNING -> "33";
      case ADVICE -> "36";
    };
  }

  private String painted(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + RESET : text;
  }

  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
