package org.mailweir.check.rules.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Cuts HTML into tags, texts and comments exactly as HTML::Parser 3.81 does with marked sections:
 * anything is accepted; what looks like markup but never ends is a comment up to the end.
 *
 * <p>Text is fed in pieces; what cannot be decided yet waits for {@link #end}. Every step is linear
 * in the text.
 */
final class HtmlTokenizer {

  /** Elements that hold text only, and whether entities in it stay as they are. */
  private static final Map<String, Boolean> LITERAL =
      Map.of(
          "script", true,
          "style", true,
          "xmp", true,
          "iframe", true,
          "plaintext", true,
          "title", false,
          "textarea", false);

  private static final Set<String> TEXT_TO_THE_END =
      Set.of("plaintext", "xmp", "iframe", "textarea");
  private static final String NONE = "";

  private final HtmlHandler handler;
  private final boolean unicode;
  private final HtmlMarkup markup = new HtmlMarkup();
  private final HtmlSections sections = new HtmlSections();
  private final Set<String> unclosed = new HashSet<>();
  private String in = "";
  private int at;
  private int scanned;
  private String literal = NONE;
  private boolean verbatim;
  private String pendingEnd = NONE;

  HtmlTokenizer(HtmlHandler handler, boolean unicode) {
    this.handler = handler;
    this.unicode = unicode;
  }

  /** Reads on; the end of the text may stay unread. */
  void parse(String more) {
    in = at == in.length() ? more : in.substring(at) + more;
    at = 0;
    scanned = 0;
    unclosed.clear();
    markup.open(in);
    run();
  }

  /**
   * Reads what is left, knowing that nothing follows.
   *
   * @return whether the end was seen; it is not where everything is ignored
   */
  boolean end() {
    boolean lastTry = false;
    while (at < in.length()) {
      if (!literal.isEmpty()) {
        if (TEXT_TO_THE_END.contains(literal)) {
          break;
        }
        closeLiteral();
        run();
      } else if (in.charAt(at) == '<' && !lastTry) {
        lastTry = true;
        markup.commentsEndAtGreater();
        run();
      } else {
        break;
      }
    }
    rest();
    reportPendingEnd();
    return !sections.isIgnored();
  }

  private void closeLiteral() {
    if (literal.equals("title")) {
      pendingEnd = literal;
    } else {
      reportEnd(literal);
    }
    literal = NONE;
  }

  private void rest() {
    if (at >= in.length()) {
      return;
    }
    boolean broken = literal.isEmpty() && in.charAt(at) == '<' && startsMarkup(at + 1);
    if (broken) {
      reportComment(at, in.length());
    } else {
      reportText(at, in.length());
    }
    at = in.length();
  }

  private boolean startsMarkup(int i) {
    if (i == in.length()) {
      return true;
    }
    char c = in.charAt(i);
    return HtmlMarkup.isNameStart(c) || c == '/' || c == '!' || c == '?';
  }

  /** Each step leaves {@link #at} where unread text begins. */
  private void run() {
    while (literalText() && sectionText() && plainText() && markup()) {
      // each of them reads on until it needs more text
    }
  }

  /** Up to the end tag of an element that holds text only. */
  private boolean literalText() {
    if (literal.isEmpty()) {
      return true;
    }
    int start = at;
    int open = unclosed.contains(literal) ? -1 : in.indexOf('<', at);
    while (open >= 0) {
      int close = literalEnd(open);
      if (close > 0) {
        if (open > start) {
          reportText(start, open);
        }
        reportEnd(literal);
        literal = NONE;
        verbatim = false;
        at = close;
        return true;
      }
      open = in.indexOf('<', open + 1);
    }
    unclosed.add(literal);
    return false;
  }

  private int literalEnd(int open) {
    int nameEnd = open + 2 + literal.length();
    boolean match =
        !literal.equals("plaintext")
            && in.startsWith("/", open + 1)
            && in.regionMatches(true, open + 2, literal, 0, literal.length());
    int i = match ? HtmlMarkup.skipSpace(in, nameEnd) : in.length();
    return i < in.length() && in.charAt(i) == '>' ? i + 1 : -1;
  }

  /** Up to the end of a section whose text is no markup. */
  private boolean sectionText() {
    while (sections.isText()) {
      int end = in.indexOf("]]>", at);
      if (end < 0) {
        return false;
      }
      if (end > at) {
        reportText(at, end);
      }
      closeSection(end);
    }
    return true;
  }

  private void closeSection(int end) {
    at = end + 3;
    sections.close();
    verbatim = sections.isVerbatim();
  }

  /** Up to the next {@code <}; one that opened nothing is text itself. */
  private boolean plainText() {
    int from = Math.max(at, scanned);
    int open = in.indexOf('<', from);
    int end = open < 0 ? in.length() : open;
    while (sections.isOpen()) {
      int close = in.indexOf("]]>", from, end);
      if (close < 0) {
        break;
      }
      reportText(at, close);
      closeSection(close);
      from = at;
    }
    if (open < 0) {
      wordsBefore(end);
      return false;
    }
    if (end > at) {
      reportText(at, end);
      at = end;
    }
    return in.length() - at >= 3;
  }

  /** A last word may go on in text to come; the words before it are done. */
  private void wordsBefore(int end) {
    int i = end;
    if (i > at && !HtmlMarkup.isSpace(in.charAt(i - 1))) {
      while (i > at && !HtmlMarkup.isSpace(in.charAt(i - 1))) {
        i--;
      }
    }
    while (i > at && HtmlMarkup.isSpace(in.charAt(i - 1))) {
      i--;
    }
    if (i > at) {
      reportText(at, i);
      at = i;
    }
  }

  /** At a {@code <}: what it opens, or else text up to the next one. */
  private boolean markup() {
    HtmlMarkup.Kind kind = markup.read(at);
    int start = at;
    int end = markup.end();
    switch (kind) {
      case UNFINISHED -> {
        return false;
      }
      case NONE -> {
        scanned = at + 1;
        return true;
      }
      case START -> reportStart();
      case END -> reportEnd(Octets.lower(markup.name()));
      case COMMENT -> reportComment(start, end);
      case DECLARATION -> reportDeclaration(start, end);
      case PROCESSING -> reportPendingEnd();
      case SECTION -> {
        sections.open(markup.sectionNames());
        verbatim = sections.isVerbatim();
        reportPendingEnd();
      }
    }
    at = end;
    return true;
  }

  private void reportStart() {
    reportPendingEnd();
    String name = Octets.lower(markup.name());
    if (!sections.isIgnored()) {
      handler.start(new HtmlTag(in, unicode, name, markup.tokens()));
    }
    Boolean keepsEntities = LITERAL.get(name);
    if (keepsEntities != null) {
      literal = name;
      verbatim = keepsEntities;
    }
  }

  private void reportEnd(String name) {
    reportPendingEnd();
    if (!sections.isIgnored()) {
      handler.end(name.toLowerCase(Locale.ROOT));
    }
  }

  private void reportPendingEnd() {
    if (!pendingEnd.isEmpty()) {
      String name = pendingEnd;
      pendingEnd = NONE;
      reportEnd(name);
    }
  }

  private void reportDeclaration(int start, int end) {
    reportPendingEnd();
    if (!sections.isIgnored()) {
      handler.declaration(in.substring(start, end));
    }
  }

  private void reportComment(int start, int end) {
    if (!sections.isIgnored()) {
      handler.comment(in.substring(start, end));
    }
  }

  private void reportText(int start, int end) {
    if (!sections.isIgnored()) {
      String text = in.substring(start, end);
      handler.text(verbatim ? text : HtmlEntities.decode(text, unicode, true));
    }
  }
}
