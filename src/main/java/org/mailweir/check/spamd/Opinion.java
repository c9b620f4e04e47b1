package org.mailweir.check.spamd;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What spamd thinks of a message.
 *
 * @param rules that hit, with their points where it says them
 */
record Opinion(double score, double threshold, List<Hit> rules) {

  private static final int MAX_RULES = 500;
  private static final String NUMBER = "-?\\d{1,6}(?:\\.\\d{1,6})?";
  private static final Pattern SPAM =
      Pattern.compile(
          "(?:true|yes|false|no)\\s*;\\s*(" + NUMBER + ")\\s*/\\s*(" + NUMBER + ")",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LINE_OF_REPORT =
      Pattern.compile(
          "^[ *]{0,4}(" + NUMBER + ") +([A-Z_][A-Z0-9_]{0,99})(?: +(.{0,200}))?",
          Pattern.MULTILINE);
  private static final Pattern STATUS =
      Pattern.compile("^X-Spam-Status:(.*(?:\\r?\\n[ \\t].*)*)", Pattern.MULTILINE);
  private static final Pattern NAME =
      Pattern.compile("([A-Z_][A-Z0-9_]{0,99})(?:(?:=|\\()(" + NUMBER + "))?");

  /** A rule of spamd's. */
  record Hit(String name, double points, String description) {}

  /** Reads a reply to a command; throws ProtocolException when it holds no score. */
  static Opinion of(Reply reply, SpamdSettings.Ask ask) throws ProtocolException {
    Matcher spam = SPAM.matcher(reply.headers().getOrDefault("spam", ""));
    if (!spam.find()) {
      throw new ProtocolException("nonsense");
    }
    List<Hit> rules =
        switch (ask) {
          case CHECK -> List.of();
          case SYMBOLS -> names(reply.body());
          case REPORT -> report(reply.body());
          case HEADERS -> status(reply.body());
        };
    return new Opinion(Double.parseDouble(spam.group(1)), Double.parseDouble(spam.group(2)), rules);
  }

  /** {@code NAME,NAME}, also with points: {@code NAME=1.2,NAME(0.5)}. */
  private static List<Hit> names(String text) {
    List<Hit> hits = new ArrayList<>();
    for (String word : text.split("[,\\s]+", MAX_RULES)) {
      Matcher m = NAME.matcher(word);
      if (m.lookingAt() && hits.size() < MAX_RULES) {
        hits.add(new Hit(m.group(1), m.group(2) == null ? 0 : Double.parseDouble(m.group(2)), ""));
      }
    }
    return hits;
  }

  /**
   * The table of SpamAssassin's report: points, name, description. Words of the message itself
   * stand above it, and may look like another table.
   */
  private static List<Hit> report(String text) {
    List<Hit> hits = new ArrayList<>();
    Matcher m = LINE_OF_REPORT.matcher(text);
    m.region(Math.max(0, text.lastIndexOf("\n---- -")), text.length());
    while (m.find() && hits.size() < MAX_RULES) {
      String description = m.group(3) == null ? "" : m.group(3).strip();
      hits.add(new Hit(m.group(2), Double.parseDouble(m.group(1)), description));
    }
    return hits;
  }

  private static List<Hit> status(String headers) {
    Matcher m = STATUS.matcher(headers);
    if (!m.find()) {
      return List.of();
    }
    // A long list is folded between its names.
    String line = m.group(1).replaceAll(",\\s+", ",").replaceAll("\\s+", " ");
    int tests = line.indexOf("tests=");
    if (tests < 0) {
      return List.of();
    }
    String list = line.substring(tests + "tests=".length());
    int end = list.indexOf(' ');
    return names(end < 0 ? list : list.substring(0, end));
  }

  /** What the points of its rules do not explain of its score. */
  double rest() {
    return score - rules.stream().mapToDouble(Hit::points).sum();
  }
}
