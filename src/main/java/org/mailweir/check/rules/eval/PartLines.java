package org.mailweir.check.rules.eval;

import java.util.Map;

/** Counts what the lines of parts hold before their transfer encoding is undone. */
final class PartLines {

  /** RFC 5322 2.1.1 and one more for the line feed; some programs write two more than it says. */
  private static final int LONG_LINE = 79;

  private long quotedOctets;
  private long quotedSigns;
  private boolean longLine;
  private long illegalLines;
  private long plainOctets;
  private long unicodeSigns;

  void read(Declared declared, String raw) {
    boolean plain = declared.type().equals("text/plain");
    String encoding = declared.encoding();
    if (encoding.equals("quoted-printable")) {
      readQuoted(raw);
    }
    if (plain && (declared.charset() == null || declared.charset().equals("us-ascii"))) {
      illegalLines += hasIllegal(raw) ? 1 : 0;
    }
    if (plain && (encoding.isEmpty() || encoding.equals("7bit") || encoding.equals("8bit"))) {
      int signs = unicodeSigns(raw);
      unicodeSigns += signs;
      plainOctets += raw.length() - 8L * signs;
    }
  }

  void conclude(Map<String, Double> facts) {
    facts.put("mime_qp_long_line", longLine ? 1.0 : 0.0);
    facts.put("mime_ascii_text_illegal", (double) illegalLines);
    facts.put("mime_qp_ratio", quotedOctets == 0 ? 0.0 : (double) quotedSigns / quotedOctets);
    if (quotedOctets > 0) {
      facts.put("mime_qp_count", (double) quotedSigns);
    }
    facts.put(
        "mime_text_unicode_ratio", plainOctets == 0 ? 0.0 : (double) unicodeSigns / plainOctets);
  }

  private void readQuoted(String raw) {
    int start = 0;
    while (start < raw.length()) {
      int feed = raw.indexOf('\n', start);
      int end = feed < 0 ? raw.length() : feed + 1;
      if (!raw.startsWith("SPAM: ", start)) {
        longLine |= end - start > LONG_LINE;
        quotedOctets += end - start;
        quotedSigns += needless(raw, start, end);
      }
      start = end;
    }
  }

  /** Encoded characters that could stand for themselves, but for blanks at the end. */
  private static int needless(String raw, int start, int end) {
    int signs = 0;
    int last = end - 2; // looking beyond the line would make many short lines dear
    for (int i = raw.indexOf('=', start, end);
        i >= 0 && i < last;
        i = raw.indexOf('=', i + 1, end)) {
      if (isNeedless(raw.charAt(i + 1), raw.charAt(i + 2))) {
        signs++;
        i += 2;
      }
    }
    return signs == 0 ? 0 : signs - blanksAtEnd(raw, start, end);
  }

  private static boolean isNeedless(char high, char low) {
    boolean hex = low >= '0' && low <= '9' || low >= 'A' && low <= 'F';
    return switch (high) {
      case '0' -> low == '9';
      case '2', '4', '5', '6' -> hex;
      case '3' -> hex && low != 'D';
      case '7' -> hex && low != 'F';
      default -> false;
    };
  }

  private static int blanksAtEnd(String raw, int start, int end) {
    int last = end;
    while (last > start && raw.charAt(last - 1) <= ' ') {
      last--;
    }
    int blanks = 0;
    while (last - 3 >= start
        && (raw.startsWith("=20", last - 3) || raw.startsWith("=09", last - 3))) {
      blanks++;
      last -= 3;
    }
    return blanks;
  }

  private static boolean hasIllegal(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == 0 || c == '\r' || c >= 0x80) {
        return true;
      }
    }
    return false;
  }

  private static int unicodeSigns(String raw) {
    int signs = 0;
    for (int i = raw.indexOf("&#x"); i >= 0; i = raw.indexOf("&#x", i + 1)) {
      boolean four = i + 7 < raw.length() && raw.charAt(i + 7) == ';';
      for (int k = i + 3; four && k < i + 7; k++) {
        char c = raw.charAt(k);
        four = c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
      }
      signs += four ? 1 : 0;
    }
    return signs;
  }
}
