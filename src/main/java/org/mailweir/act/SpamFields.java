package org.mailweir.act;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mailweir.check.Finding;
import org.mailweir.decide.Disposition;
import org.mailweir.decide.Verdict;

/** The fields that tell the reader, and his Sieve script, what was thought of the message. */
final class SpamFields {

  private static final int MAX_LEVEL = 50;

  private SpamFields() {}

  /**
   * The fields for one group of recipients, each ending in CRLF. X-Spam-Status is in SpamAssassin's
   * syntax.
   */
  static String of(Verdict verdict, Disposition disposition, Signature signature) {
    String version = signature.version();
    return switch (disposition) {
      case Disposition.Pass(Disposition.Marks marks, String reason) ->
          results(verdict, signature) + fields(verdict, false, marks, reason, version);
      case Disposition.Tag(Disposition.Marks marks, String subjectTag, String reason) ->
          results(verdict, signature) + fields(verdict, true, marks, reason, version);
      case Disposition.Hold hold -> "";
    };
  }

  private static String results(Verdict verdict, Signature signature) {
    return verdict.authentication().isEmpty() || signature.authservId().isEmpty()
        ? ""
        : HeaderText.field(
            "Authentication-Results", signature.authservId() + "; " + verdict.authentication());
  }

  private static String fields(
      Verdict verdict, boolean spam, Disposition.Marks marks, String reason, String version) {
    StringBuilder out = new StringBuilder();
    if (spam) {
      out.append(HeaderText.field("X-Spam-Flag", "YES"));
    }
    out.append(HeaderText.field("X-Spam-Status", status(verdict, spam, marks, version)));
    String level = "*".repeat((int) Math.clamp(verdict.score(), 0, MAX_LEVEL));
    if (!level.isEmpty()) {
      out.append(HeaderText.field("X-Spam-Level", level));
    }
    out.append(HeaderText.field("X-Spam-Score", points(verdict.score())));
    if (marks.report()) {
      out.append(HeaderText.field("X-Spam-Report", report(verdict)));
    }
    out.append(HeaderText.field("X-Mailweir-Reason", reason));
    if (!verdict.missing().isEmpty()) {
      String missing =
          verdict.missing().stream().map(Object::toString).collect(Collectors.joining(", "));
      out.append(HeaderText.field("X-Mailweir-Unavailable", missing));
    }
    if (verdict.scan() != Verdict.Scan.COMPLETE) {
      out.append(HeaderText.field("X-Mailweir-Scan", verdict.scan().word()));
    }
    return out.toString();
  }

  private static String status(
      Verdict verdict, boolean spam, Disposition.Marks marks, String version) {
    List<String> names = verdict.findings().stream().map(Finding::name).sorted().toList();
    return String.format(
        Locale.ROOT,
        "%s, score=%s required=%s tests=%s autolearn=disabled version=%s",
        spam ? "Yes" : "No",
        points(verdict.score()),
        marks.required(),
        names.isEmpty() ? "none" : String.join(",", names),
        "mailweir-" + version);
  }

  private static String report(Verdict verdict) {
    return verdict.findings().stream()
        .map(f -> "* " + points(f.points()) + " " + f.name() + " " + f.description())
        .collect(Collectors.joining(" "));
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%.1f", points + 0.0);
  }
}
