package org.mailweir.check.rules.pattern;

/** Rewrites what stands between brackets: another language, in Perl as in Java. */
final class PerlClassTranslation {

  private final PerlTranslation pattern;
  private final String in;
  private final StringBuilder out;

  PerlClassTranslation(PerlTranslation pattern) {
    this.pattern = pattern;
    this.in = pattern.in;
    this.out = pattern.out;
  }

  void run() throws RuleSyntaxException {
    out.append('[');
    pattern.at++;
    if (pattern.at < in.length() && in.charAt(pattern.at) == '^') {
      out.append('^');
      pattern.at++;
    }
    boolean first = true;
    while (pattern.at < in.length() && (first || in.charAt(pattern.at) != ']')) {
      member();
      first = false;
    }
    if (pattern.at >= in.length()) {
      throw new RuleSyntaxException("a class has no closing ]", "mend the pattern");
    }
    out.append(']');
    pattern.at++;
  }

  private void member() throws RuleSyntaxException {
    boolean single = single();
    if (single && isRange()) {
      out.append('-');
      pattern.at++;
      single();
    }
  }

  /** One member; true when it is a single character and so may begin a range. */
  private boolean single() throws RuleSyntaxException {
    if (in.startsWith("[:", pattern.at) && in.indexOf(":]", pattern.at) > 0) {
      posix();
      return false;
    }
    if (in.charAt(pattern.at) == '\\') {
      boolean shorthand = isShorthand(pattern.at);
      pattern.escape(true);
      return !shorthand;
    }
    pattern.literal();
    return true;
  }

  private boolean isRange() {
    return pattern.at + 1 < in.length()
        && in.charAt(pattern.at) == '-'
        && in.charAt(pattern.at + 1) != ']'
        && !isShorthand(pattern.at + 1)
        && !in.startsWith("[:", pattern.at + 1);
  }

  private boolean isShorthand(int i) {
    return in.charAt(i) == '\\'
        && i + 1 < in.length()
        && "dDwWsShHvVpPNEK".indexOf(in.charAt(i + 1)) >= 0;
  }

  private void posix() throws RuleSyntaxException {
    int end = in.indexOf(":]", pattern.at);
    String name = in.substring(pattern.at + 2, end);
    boolean not = name.startsWith("^");
    if (not) {
      name = name.substring(1);
    }
    if (name.equals("word")) {
      out.append(not ? "\\W" : "\\w");
    } else {
      out.append(not ? "\\P{" : "\\p{").append(javaClass(name)).append('}');
    }
    pattern.at = end + 2;
  }

  private String javaClass(String posix) throws RuleSyntaxException {
    return switch (posix) {
      case "alpha" -> "Alpha";
      case "digit" -> "Digit";
      case "alnum" -> "Alnum";
      case "upper", "lower" -> pattern.folded ? "Alpha" : posix.equals("upper") ? "Upper" : "Lower";
      case "punct" -> "Punct";
      case "graph" -> "Graph";
      case "print" -> "Print";
      case "blank" -> "Blank";
      case "cntrl" -> "Cntrl";
      case "xdigit" -> "XDigit";
      case "space" -> "Space";
      case "ascii" -> "ASCII";
      default ->
          throw new RuleSyntaxException("unknown class [:" + posix + ":]", "use a POSIX class");
    };
  }
}
