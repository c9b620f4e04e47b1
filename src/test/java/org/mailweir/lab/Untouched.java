package org.mailweir.lab;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a message came out as it went in, but for what a filter may do: add fields on top, and
 * remove forged ones of its own from the top header.
 */
final class Untouched {

  private static final Set<String> OURS =
      Set.of("x-spam-flag", "x-spam-status", "x-spam-level", "x-spam-score", "x-spam-report");

  private Untouched() {}

  /** Where the two first differ, in words; nothing when they are equal in all that matters. */
  static Optional<String> difference(byte[] in, byte[] out) {
    String sent = withoutOurs(separated(Octets.text(in)));
    String got = withoutOurs(Octets.text(out));
    return sent.equals(got) ? Optional.empty() : Optional.of(firstDifference(sent, got));
  }

  /** A body without any header gets an empty line, or it would run into the fields on top. */
  private static String separated(String in) {
    boolean hasHeader =
        in.isEmpty() || in.startsWith("\r\n") || isField(in.substring(0, fieldEnd(in, 0)));
    return hasHeader ? in : "\r\n" + in;
  }

  /** The message without those fields of its top header that are a filter's own. */
  private static String withoutOurs(String message) {
    StringBuilder rest = new StringBuilder(message.length());
    int at = 0;
    while (at < message.length()) {
      int end = fieldEnd(message, at);
      String field = message.substring(at, end);
      if (!isField(field)) {
        break;
      }
      if (!isOurs(field)) {
        rest.append(field);
      }
      at = end;
    }
    return rest.append(message, at, message.length()).toString();
  }

  /** Behind the field that starts there, its folded lines included. */
  private static int fieldEnd(String message, int start) {
    int end = start;
    do {
      int lineEnd = message.indexOf("\r\n", end);
      end = lineEnd < 0 ? message.length() : lineEnd + 2;
    } while (end < message.length() && " \t".indexOf(message.charAt(end)) >= 0);
    return end;
  }

  private static boolean isField(String field) {
    int colon = field.indexOf(':');
    return colon > 0
        && field.substring(0, colon).stripTrailing().chars().allMatch(c -> c > 32 && c != 127);
  }

  private static boolean isOurs(String field) {
    String name = field.substring(0, field.indexOf(':')).stripTrailing().toLowerCase(Locale.ROOT);
    return OURS.contains(name) || name.startsWith("x-mailweir-");
  }

  private static String firstDifference(String sent, String got) {
    int i = 0;
    while (i < Math.min(sent.length(), got.length()) && sent.charAt(i) == got.charAt(i)) {
      i++;
    }
    return "differs at %d of %d/%d: sent \"%s\", got \"%s\""
        .formatted(i, sent.length(), got.length(), near(sent, i), near(got, i));
  }

  private static String near(String text, int at) {
    String part = text.substring(Math.max(0, at - 20), Math.min(text.length(), at + 40));
    return part.replace("\r", "\\r").replace("\n", "\\n").replaceAll("[^ -~]", "?");
  }
}
