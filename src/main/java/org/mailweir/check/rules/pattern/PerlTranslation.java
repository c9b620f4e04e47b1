package org.mailweir.check.rules.pattern;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One run over a Perl pattern that rewrites what Java reads differently. What comes out uses a
 * smaller language than what goes in (no comments, no octal, no literal braces), so that {@link
 * PatternReader} has less to know.
 */
final class PerlTranslation {

  private static final String META = "\\^$.|?*+()[]{}&-#~";

  final String in;
  private boolean extended;
  private final Deque<Boolean> outer = new ArrayDeque<>();
  final boolean folded;
  final StringBuilder out = new StringBuilder();
  int at;

  PerlTranslation(String in, boolean extended, boolean folded) {
    this.in = in;
    this.extended = extended;
    this.folded = folded;
  }

  String translate() throws RuleSyntaxException {
    while (at < in.length()) {
      one();
    }
    return out.toString();
  }

  private void one() throws RuleSyntaxException {
    char c = in.charAt(at);
    switch (c) {
      case '\\' -> escape(false);
      case '[' -> new PerlClassTranslation(this).run();
      case '(' -> group();
      case ')' -> close();
      case '{' -> brace();
      case '}' -> literal();
      default -> plain(c);
    }
  }

  private void plain(char c) {
    if (extended && (c == ' ' || c == '\t')) {
      at++;
    } else if (extended && c == '#') {
      at = in.length();
    } else if (c == '#' || c == '~' || c == '&') {
      literal();
    } else {
      out.append(c);
      at++;
    }
  }

  void literal() {
    quote(in.charAt(at++));
  }

  private void quote(int c) {
    if (c >= 0x7F || c < ' ') {
      String hex = Integer.toHexString(c);
      out.append(c > 0xFF ? "\\x{" + hex + "}" : c > 0xF ? "\\x" + hex : "\\x0" + hex);
    } else {
      if (META.indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append((char) c);
    }
  }

  /** A repeat count stays; any other brace is a plain character in Perl, an error in Java. */
  private void brace() {
    int close = in.indexOf('}', at);
    String count = close < 0 ? "" : in.substring(at + 1, close).replace(" ", "");
    if (count.matches("\\d+(?:,\\d*)?") && !out.isEmpty()) {
      out.append('{').append(count).append('}');
      at = close + 1;
    } else if (count.matches(",\\d+")) {
      out.append("{0").append(count).append('}');
      at = close + 1;
    } else {
      literal();
    }
  }

  private void close() {
    extended = outer.isEmpty() ? extended : outer.pop();
    out.append(')');
    at++;
  }

  private void group() throws RuleSyntaxException {
    if (in.startsWith("(?#", at)) {
      int close = in.indexOf(')', at);
      at = close < 0 ? in.length() : close + 1;
      return;
    }
    outer.push(extended);
    if (in.startsWith("(?^", at)) {
      fresh();
    } else if (in.startsWith("(?P<", at)) {
      named(at + 4);
    } else if (in.startsWith("(?<", at) && isNameStart(at + 3)) {
      named(at + 3);
    } else if (in.startsWith("(?P=", at)) {
      int close = close(in, at, ')');
      out.append("\\k<").append(GroupName.toJava(in.substring(at + 4, close))).append('>');
      outer.pop();
      at = close + 1;
    } else {
      refuseUnknownGroup();
      out.append('(');
      at++;
      inlineFlags();
    }
  }

  /** {@code (?^i:…)}: the flags named, and none of those around. */
  private void fresh() throws RuleSyntaxException {
    int colon = close(in, at, ':');
    String on = in.substring(at + 3, colon);
    extended = on.indexOf('x') >= 0;
    String kept = on.replaceAll("[^ims]", "");
    String off = "ims".replaceAll("[" + kept + "x]", "");
    out.append("(?").append(kept).append(off.isEmpty() ? "" : "-" + off);
    at = colon;
  }

  private void inlineFlags() throws RuleSyntaxException {
    if (at >= in.length() || in.charAt(at) != '?') {
      return;
    }
    int end = at + 1;
    while (end < in.length() && "imsxapn-".indexOf(in.charAt(end)) >= 0) {
      end++;
    }
    if (end == at + 1 || end == in.length() || ":)".indexOf(in.charAt(end)) < 0) {
      return;
    }
    flags(in.substring(at + 1, end));
    if (in.charAt(end) == ')' && !outer.isEmpty()) {
      outer.pop(); // the flags hold until the group around them ends
      outer.push(extended);
    }
    at = end;
  }

  /** Blanks and comments under {@code x} are left out here, so Java never sees that flag. */
  private void flags(String flags) {
    int minus = flags.indexOf('-');
    int x = flags.indexOf('x');
    if (x >= 0) {
      extended = minus < 0 || x < minus;
    }
    String kept = flags.replaceAll("[apnx]", "");
    out.append('?').append(kept.endsWith("-") ? kept.substring(0, kept.length() - 1) : kept);
  }

  private void refuseUnknownGroup() throws RuleSyntaxException {
    for (String start : new String[] {"(?|", "(?R", "(?(", "(*", "(?&", "(?0", "(?1", "(?+"}) {
      if (in.startsWith(start, at)) {
        throw new RuleSyntaxException(
            "the pattern uses " + start + "…, which Java has not", "write it without");
      }
    }
  }

  private boolean isNameStart(int i) {
    return i < in.length() && (Character.isLetter(in.charAt(i)) || in.charAt(i) == '_');
  }

  private void named(int start) throws RuleSyntaxException {
    int close = close(in, start, '>');
    out.append("(?<").append(GroupName.toJava(in.substring(start, close))).append('>');
    at = close + 1;
  }

  private static int close(String in, int from, char closing) throws RuleSyntaxException {
    int close = in.indexOf(closing, from);
    if (close < 0) {
      throw new RuleSyntaxException("a group has no closing " + closing, "mend the pattern");
    }
    return close;
  }

  void escape(boolean inClass) throws RuleSyntaxException {
    if (at + 1 >= in.length()) {
      quote('\\');
      at++;
      return;
    }
    char c = in.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'x' -> hex();
      case '0' -> octal();
      case 'Q' -> quoted();
      case 'E', 'K' -> {}
      case 'N' -> out.append("[^\\n]");
      case 'g', 'k' -> backReference(c);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> digit(c, inClass);
      case 'a', 'e', 'f', 'n', 'r', 't' -> out.append('\\').append(c);
      case 'b' -> out.append(inClass ? "\\x08" : "\\b");
      case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V' -> out.append('\\').append(c);
      case 'A', 'z', 'Z', 'B', 'G', 'R' -> out.append('\\').append(c);
      case 'p', 'P' -> property(c);
      default -> quote(c);
    }
  }

  private void digit(char c, boolean inClass) {
    boolean two = at < in.length() && isOctal(in.charAt(at));
    if (inClass || two && at + 1 < in.length() && isOctal(in.charAt(at + 1))) {
      at--;
      octal();
    } else {
      out.append("(?:\\").append(c).append(')');
    }
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private void octal() {
    int start = at;
    while (at < in.length() && at < start + 3 && isOctal(in.charAt(at))) {
      at++;
    }
    quote(at == start ? 0 : Integer.parseInt(in.substring(start, at), 8) & 0xFF);
  }

  private void hex() throws RuleSyntaxException {
    boolean braced = at < in.length() && in.charAt(at) == '{';
    int start = braced ? at + 1 : at;
    int end = start;
    int most = braced ? start + 6 : start + 2;
    while (end < in.length() && end < most && Character.digit(in.charAt(end), 16) >= 0) {
      end++;
    }
    int value = end == start ? 0 : Integer.parseInt(in.substring(start, end), 16);
    at = braced ? close(in, end, '}') + 1 : end;
    quote(value);
  }

  private void quoted() {
    int end = in.indexOf("\\E", at);
    int stop = end < 0 ? in.length() : end;
    while (at < stop) {
      literal();
    }
    at = end < 0 ? stop : stop + 2;
  }

  private void backReference(char kind) throws RuleSyntaxException {
    int end = at;
    char open = at < in.length() ? in.charAt(at) : ' ';
    String name;
    if (open == '{' || open == '<') {
      end = close(in, at, open == '{' ? '}' : '>');
      name = in.substring(at + 1, end);
      at = end + 1;
    } else {
      name = String.valueOf(open);
      at++;
    }
    if (name.matches("\\d+")) {
      out.append("(?:\\").append(name).append(')');
    } else if (name.startsWith("-")
        || !Character.isLetter(name.charAt(0)) && name.charAt(0) != '_') {
      throw new RuleSyntaxException(
          "the pattern uses \\" + kind + "{" + name + "}", "count the groups from the left");
    } else {
      out.append("\\k<").append(GroupName.toJava(name)).append('>');
    }
  }

  private void property(char c) throws RuleSyntaxException {
    out.append('\\').append(c);
    if (at < in.length() && in.charAt(at) == '{') {
      int close = close(in, at, '}');
      out.append(in, at, close + 1);
      at = close + 1;
    } else if (at < in.length()) {
      out.append(in.charAt(at++));
    }
  }
}
