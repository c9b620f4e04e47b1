package org.mailweir.check.form;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.parse.Defect;

/**
 * Turns the defects that the parser met into findings named {@code MIME_} and the kind, one for
 * each kind with the number of times. They carry the points that the rules' {@code score} lines
 * give them, and can be used in metas. A kind that is scored 0 is left out.
 */
public final class DefectsCheck implements Check {

  /** What a defect is worth that no {@code score} line names: shown, but of no weight. */
  public static final double INFORMATION = 0.001;

  private final ToDoubleFunction<String> points;

  /**
   * @param points gives the points of a finding by its name
   */
  public DefectsCheck(ToDoubleFunction<String> points) {
    this.points = points;
  }

  @Override
  public String name() {
    return "defects";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.CPU;
  }

  @Override
  public CheckResult check(CheckInput input) {
    Map<Defect.Kind, List<Defect>> byKind = new EnumMap<>(Defect.Kind.class);
    for (Defect defect : input.message().defects()) {
      byKind.computeIfAbsent(defect.kind(), k -> new ArrayList<>()).add(defect);
    }
    List<Finding> findings = new ArrayList<>();
    byKind.forEach((kind, defects) -> add(kind, defects, findings));
    return new CheckResult.Found(findings);
  }

  private void add(Defect.Kind kind, List<Defect> defects, List<Finding> findings) {
    String name = "MIME_" + kind.name();
    double worth = points.applyAsDouble(name);
    if (worth != 0) {
      String detail = defects.getFirst().detail();
      findings.add(new Finding(name, worth, description(kind), detail, defects.size()));
    }
  }

  private static String description(Defect.Kind kind) {
    return switch (kind) {
      case AMBIGUOUS_STRUCTURE -> "The structure of the message can be read in two ways";
      case ODD_ENCODING -> "A part names its transfer encoding in an odd way";
      case BROKEN_ENCODING -> "A part breaks the rules of its transfer encoding";
      case BAD_CHARSET -> "A text is not in the character set that it claims";
      case MALFORMED_HEADER -> "The header has lines that are no header fields";
      case DUPLICATE_FIELD -> "A header field that may stand once stands several times";
      case BROKEN_MULTIPART -> "A multipart has no boundary or no end";
      case TEXT_OUTSIDE_PARTS -> "There is text before the first or behind the last part";
      case NUL_BYTE -> "A header field or a text contains a NUL byte";
      case STRAY_LINE_END -> "Lines of the message did not end as they must";
      case LIMIT_REACHED -> "The message is too large or too complex to be looked at whole";
      case UNPARSEABLE -> "The structure of the message could not be read";
    };
  }
}
