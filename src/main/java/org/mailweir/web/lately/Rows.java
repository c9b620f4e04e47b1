package org.mailweir.web.lately;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.mailweir.history.Fate;
import org.mailweir.history.Passage;
import org.mailweir.web.ShownText;

/** Makes lines of a list out of messages. */
final class Rows {

  private static final int FEW = 3;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  private Rows() {}

  static LatelyView.Row of(Passage p) {
    return new LatelyView.Row(
        p.id(),
        p.when().toString(),
        time(p.when()),
        p.subject().isBlank() ? "(no subject)" : ShownText.line(p.subject(), 160),
        ShownText.line(p.from().isBlank() ? "<" + p.sender() + ">" : p.from(), 100),
        recipients(p),
        meaning(p.fate()),
        sign(p.fate()),
        points(p.score()),
        p.unsure(),
        p.findings().stream().map(h -> new LatelyView.Hit(h.name(), points(h.points()))).toList(),
        p.unavailable().stream().map(u -> ShownText.line(u, 200)).toList(),
        p.size() < 1_000 ? p.size() + " bytes" : p.size() / 1_000 + " kB",
        !p.digest().isEmpty());
  }

  private static String time(Instant when) {
    ZonedDateTime local = when.atZone(ZoneId.systemDefault());
    boolean today = local.toLocalDate().equals(LocalDate.now(ZoneId.systemDefault()));
    return (today ? CLOCK : DAY).format(local);
  }

  private static String recipients(Passage p) {
    List<Passage.Copy> copies = p.copies();
    String few =
        copies.stream()
            .limit(FEW)
            .map(c -> ShownText.line(c.recipient(), 80))
            .collect(Collectors.joining(", "));
    return copies.size() > FEW ? few + " and " + (copies.size() - FEW) + " more" : few;
  }

  private static String points(double points) {
    return String.format(Locale.ROOT, "%.1f", points + 0.0);
  }

  static String meaning(Fate fate) {
    return switch (fate) {
      case TEACH -> "taught";
      case PASS -> "delivered";
      case TAG -> "tagged";
      case HOLD -> "held";
      case DEFER -> "put off";
      case REFUSE -> "refused";
    };
  }

  private static String sign(Fate fate) {
    return switch (fate) {
      case TEACH -> "accent";
      case PASS -> "good";
      case TAG -> "warn";
      case HOLD, REFUSE -> "bad";
      case DEFER -> "";
    };
  }
}
