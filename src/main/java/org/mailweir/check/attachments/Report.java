package org.mailweir.check.attachments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.Points;

/** What was found in the attachments of one message, and what could not be seen. */
final class Report {

  private static final int MAX_EVIDENCE = 200;
  private static final int MAX_REASONS = 3;

  private final Map<Sign, List<String>> signs = new EnumMap<>(Sign.class);
  private final Set<String> unseen = new LinkedHashSet<>();

  /** What can be found. */
  enum Sign {
    BANNED_ATTACHMENT(6, "A file of a kind that is banned is attached or inside an archive"),
    DISGUISED_ATTACHMENT(5, "A program has a name that says it is something else"),
    DOUBLE_EXTENSION(2, "The name of a program looks like that of a harmless file"),
    ENCRYPTED_ARCHIVE(1, "An archive or document opens only with a password"),
    AMBIGUOUS_ARCHIVE(1.5, "The directory of an archive differs from what is in it"),
    ARCHIVE_BOMB(4, "An archive is made to exhaust who opens it"),
    ARCHIVE_LIMIT(0.01, "An archive was too large to be looked at whole"),
    OFFICE_MACRO(1.5, "An office document contains macros");

    private final double points;
    private final String description;

    Sign(double points, String description) {
      this.points = points;
      this.description = description;
    }
  }

  /** Notes a sign; the same evidence counts once. */
  void add(Sign sign, String evidence) {
    List<String> all = signs.computeIfAbsent(sign, s -> new ArrayList<>());
    String text = printable(evidence);
    if (all.size() < 1_000 && !all.contains(text)) {
      all.add(text);
    }
  }

  /** Notes what could not be seen. */
  void unseen(String what, String why) {
    if (unseen.size() < MAX_REASONS) {
      unseen.add(printable(what) + ": " + why);
    }
  }

  CheckResult result(Points points) {
    List<Finding> findings =
        signs.entrySet().stream().map(e -> finding(e.getKey(), e.getValue(), points)).toList();
    return unseen.isEmpty()
        ? new CheckResult.Found(findings)
        : new CheckResult.Unavailable(findings, String.join(", ", unseen));
  }

  private static Finding finding(Sign sign, List<String> evidence, Points points) {
    return new Finding(
        sign.name(),
        points.of(sign.name(), sign.points),
        sign.description,
        evidence.getFirst(),
        evidence.size());
  }

  /** Printable ASCII; of a long path the end, where the file stands. */
  private static String printable(String path) {
    String end =
        path.length() > MAX_EVIDENCE
            ? "..." + path.substring(path.length() - MAX_EVIDENCE + 3)
            : path;
    StringBuilder out = new StringBuilder(end.length());
    end.chars().forEach(c -> out.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return out.toString();
  }
}
