package org.mailweir.parse;

/**
 * Reads Received fields (RFC 5321 4.4) in the forms that the common servers write: Postfix,
 * sendmail, Exim, Exchange, Gmail, qmail. One pass over words and comments, no backtracking.
 */
final class ReceivedReader {

  private static final int MAX_LENGTH = 4096;

  private final String s;
  private int at;
  private String from = "";
  private String reverse = "";
  private String address = "";
  private String literal = "";
  private String by = "";
  private String with = "";
  private String id = "";
  private boolean heloGiven;
  private boolean heloNext;

  private ReceivedReader(String s) {
    this.s = s;
  }

  static ReceivedHop read(HeaderField field) {
    String value = HeaderReader.unfold(field.raw());
    String bounded = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
    return new ReceivedReader(bounded.replace('\t', ' ')).run();
  }

  /** What the words stand under. */
  private enum Clause {
    NONE,
    FROM,
    BY,
    WITH,
    ID,
    OTHER
  }

  private ReceivedHop run() {
    Clause clause = Clause.NONE;
    while (at < s.length()) {
      char c = s.charAt(at);
      if (c == ';') {
        break; // the date follows
      }
      if (c == ' ') {
        at++;
      } else if (c == '(') {
        String comment = comment();
        if (clause == Clause.FROM) {
          fromComment(comment);
        }
      } else {
        clause = word(clause);
      }
    }
    return new ReceivedHop(from, reverse, address.isEmpty() ? literal : address, by, with, id);
  }

  private Clause word(Clause clause) {
    String word = nextWord();
    Clause next = clause(word, clause);
    if (next != clause) {
      return next;
    }
    switch (clause) {
      case FROM -> fromWord(word);
      case BY -> by = by.isEmpty() ? withoutDot(word) : by;
      case WITH -> with = with.isEmpty() ? word : with;
      case ID -> id = id.isEmpty() ? trimmed(word) : id;
      case NONE, OTHER -> {}
    }
    return clause;
  }

  /** The clause that a key word opens; a host may be called "by", but not where none is due. */
  private Clause clause(String word, Clause now) {
    return switch (Latin1.lower(word)) {
      case "from" -> now == Clause.NONE ? Clause.FROM : now;
      case "by" -> by.isEmpty() && (now != Clause.FROM || !nameless()) ? Clause.BY : now;
      case "with" -> now != Clause.NONE && now != Clause.FROM ? Clause.WITH : now;
      case "id" -> now != Clause.NONE && now != Clause.FROM ? Clause.ID : now;
      case "via", "for" -> now != Clause.NONE && now != Clause.FROM ? Clause.OTHER : now;
      default -> now;
    };
  }

  /** Whether the client has not been named yet. */
  private boolean nameless() {
    return from.isEmpty();
  }

  private String nextWord() {
    int start = at;
    while (at < s.length() && " (;".indexOf(s.charAt(at)) < 0) {
      at++;
    }
    return s.substring(start, at);
  }

  /** A comment without its outer brackets. */
  private String comment() {
    int start = ++at;
    int depth = 1;
    for (; at < s.length(); at++) {
      char c = s.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0) {
        return s.substring(start, at++);
      }
    }
    return s.substring(start);
  }

  private void fromWord(String word) {
    if (word.startsWith("[") && !ip(word).isEmpty()) {
      literal = literal.isEmpty() ? ip(word) : literal;
      from = from.isEmpty() ? word : from;
    } else if (from.isEmpty()) {
      from = trimmed(word);
    }
  }

  /** {@code (rdns [1.2.3.4])}, {@code ([1.2.3.4] helo=x)}, {@code (HELO x)}, {@code (1.2.3.4)}. */
  private void fromComment(String comment) {
    String before = "";
    for (String word : words(comment)) {
      String lower = Latin1.lower(word);
      if (lower.startsWith("helo=") || lower.startsWith("ehlo=")) {
        helo(word.substring(5));
      } else if (heloNext) {
        helo(word);
      } else if (lower.equals("helo") || lower.equals("ehlo")) {
        heloNext = true;
      } else {
        before = client(word, before);
      }
    }
    heloNext = false;
    if (address.isEmpty() && before.indexOf('.') > 0 && before.indexOf('[') < 0) {
      reverseName(before);
    }
  }

  private static String[] words(String comment) {
    return comment.replace('(', ' ').replace(')', ' ').trim().split(" +");
  }

  /** What stood before it is then the name by reverse lookup. */
  private void helo(String name) {
    heloNext = false;
    if (!heloGiven) {
      heloGiven = true;
      if (reverse.isEmpty() && !from.startsWith("[")) {
        reverse = known(from);
      }
      from = trimmed(name);
    }
  }

  /** A word of what the server knows of the client; the word before an address is its name. */
  private String client(String word, String before) {
    String rest = word.substring(word.lastIndexOf('@') + 1);
    String ip = ip(rest);
    if (ip.isEmpty()) {
      return rest;
    }
    if (address.isEmpty()) {
      address = ip;
      int bracket = rest.indexOf('[');
      reverseName(bracket > 0 ? rest.substring(0, bracket) : before);
    }
    return "";
  }

  private void reverseName(String name) {
    if (reverse.isEmpty() && !heloGiven) {
      reverse = known(withoutDot(name));
    }
  }

  private static String known(String name) {
    return name.equalsIgnoreCase("unknown") ? "" : name;
  }

  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String trimmed(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && "<\"".indexOf(word.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && ">\",".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return word.substring(start, end);
  }

  /** The IP address in a word, brackets, {@code IPv6:} and port removed; else empty. */
  private static String ip(String word) {
    int open = word.indexOf('[');
    int close = word.indexOf(']', open + 1);
    String inside = open >= 0 && close > open ? word.substring(open + 1, close) : trimmed(word);
    if (inside.regionMatches(true, 0, "IPv6:", 0, 5)) {
      inside = inside.substring(5);
    }
    return isIp4(inside) || isIp6(inside) ? inside : "";
  }

  private static boolean isIp4(String s) {
    int dots = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3 && s.length() >= 7 && s.length() <= 15;
  }

  private static boolean isIp6(String s) {
    int colons = 0;
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == ':') {
        colons++;
      } else if (Character.digit(c, 16) < 0 && c != '.') {
        return false;
      }
    }
    return colons >= 2 && s.length() <= 45;
  }
}
