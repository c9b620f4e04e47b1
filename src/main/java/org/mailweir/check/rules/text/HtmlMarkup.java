package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;

/** Reads what a {@code <} opens, where it stands in the text. */
final class HtmlMarkup {

  enum Kind {
    /** Nothing: the sign is text. */
    NONE,
    /** It does not end within the text. */
    UNFINISHED,
    START,
    END,
    COMMENT,
    DECLARATION,
    PROCESSING,
    SECTION
  }

  private String in = "";
  private boolean shortComments;
  private int end;
  private int nameStart;
  private int nameEnd;
  private IntList tokens = new IntList();
  private List<String> sectionNames = new ArrayList<>();

  void open(String text) {
    in = text;
  }

  /** From now on a comment ends at the first {@code >}, for no right end follows. */
  void commentsEndAtGreater() {
    shortComments = true;
  }

  /** Behind what was read. */
  int end() {
    return end;
  }

  /** Of the tag that was read. */
  String name() {
    return in.substring(nameStart, nameEnd);
  }

  /** Of the start tag that was read, as {@link HtmlTag} wants them. */
  IntList tokens() {
    return tokens;
  }

  /** Of the marked section that was read, in lower case. */
  List<String> sectionNames() {
    return sectionNames;
  }

  Kind read(int at) {
    char c = charAt(at + 1);
    return switch (c) {
      case '/' -> endTag(at + 2);
      case '!' -> declaration(at + 2);
      case '?' -> ended(Kind.PROCESSING, in.indexOf('>', at + 2));
      default -> isNameStart(c) ? startTag(at + 1) : Kind.NONE;
    };
  }

  /** 0 behind the end, as the buffer of the model has it. */
  private char charAt(int i) {
    return i < in.length() ? in.charAt(i) : 0;
  }

  private Kind ended(Kind kind, int last) {
    end = last + 1;
    return last < 0 || last >= in.length() ? Kind.UNFINISHED : kind;
  }

  private Kind startTag(int start) {
    tokens = new IntList();
    nameStart = start;
    nameEnd = wordEnd(start + 1);
    int i = skipSpace(in, nameEnd);
    while (i < in.length() && in.charAt(i) != '>') {
      i = attribute(i);
    }
    return ended(Kind.START, i);
  }

  private int attribute(int start) {
    int i = start + 1;
    while (i < in.length() && !isNameEnd(in.charAt(i))) {
      i++;
    }
    tokens.add(start);
    tokens.add(i);
    i = skipSpace(in, i);
    if (charAt(i) != '=') {
      tokens.add(-1);
      tokens.add(-1);
      return i;
    }
    i = skipSpace(in, i + 1);
    int valueEnd = valueEnd(i);
    tokens.add(i);
    tokens.add(valueEnd);
    return skipSpace(in, valueEnd);
  }

  private int valueEnd(int start) {
    char quote = charAt(start);
    if (quote != '"' && quote != '\'') {
      return wordEnd(start);
    }
    int close = in.indexOf(quote, start + 1);
    return close < 0 ? in.length() : close + 1;
  }

  private int wordEnd(int start) {
    int i = start;
    while (i < in.length() && in.charAt(i) != '>' && !isSpace(in.charAt(i))) {
      i++;
    }
    return i;
  }

  private Kind endTag(int start) {
    nameStart = start;
    nameEnd = wordEnd(start);
    int last = greaterOutsideQuotes(nameEnd);
    return ended(nameEnd > nameStart ? Kind.END : Kind.COMMENT, last);
  }

  /** A quoted string begins only behind a space or an equals sign. */
  private int greaterOutsideQuotes(int from) {
    char quote = 0;
    char before = ' ';
    for (int i = from; i < in.length(); i++) {
      char c = in.charAt(i);
      if (quote == 0 && c == '>') {
        return i;
      }
      if (c == quote && quote != 0) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'') && (before == ' ' || before == '=')) {
        quote = c;
      }
      before = c;
    }
    return in.length();
  }

  private Kind declaration(int start) {
    char c = charAt(start);
    if (c == '-') {
      if (start + 1 >= in.length()) {
        return Kind.UNFINISHED;
      }
      return in.charAt(start + 1) == '-' ? comment(start + 2) : unknown(start + 1);
    }
    if (c == '[') {
      return section(start + 1);
    }
    return Octets.isLetter(c) ? named(start) : unknown(start);
  }

  private Kind unknown(int from) {
    return ended(Kind.COMMENT, in.indexOf('>', from));
  }

  private Kind comment(int start) {
    if (shortComments) {
      return ended(Kind.COMMENT, in.indexOf('>', start));
    }
    for (int i = in.indexOf("--", start); i >= 0; i = in.indexOf("--", i + 1)) {
      int last = skipSpace(in, i + 2);
      if (charAt(last) == '>') {
        return ended(Kind.COMMENT, last);
      }
    }
    return Kind.UNFINISHED;
  }

  /** Only two declarations are known; the words of any other are a comment. */
  private Kind named(int start) {
    int wordEnd = start + 1;
    while (wordEnd < in.length() && isNameChar(in.charAt(wordEnd))) {
      wordEnd++;
    }
    if (wordEnd == in.length()) {
      return Kind.UNFINISHED;
    }
    String word = Octets.lower(in.substring(start, Math.min(wordEnd, start + 8)));
    if (!word.equals("doctype") && !word.equals("entity")) {
      return unknown(wordEnd);
    }
    return words(wordEnd);
  }

  private Kind words(int start) {
    int i = skipSpace(in, start);
    while (i < in.length() && in.charAt(i) != '>') {
      char c = in.charAt(i);
      if (c == '-' && charAt(i + 1) != '-') {
        return i + 1 < in.length() ? unknown(i + 1) : Kind.UNFINISHED;
      }
      i = c == '-' ? closing("--", i + 2) : c == '"' || c == '\'' ? valueEnd(i) : wordEnd(i);
      i = skipSpace(in, i);
    }
    return ended(Kind.DECLARATION, i);
  }

  private int closing(String mark, int from) {
    int close = in.indexOf(mark, from);
    return close < 0 ? in.length() : close + mark.length();
  }

  /** {@code <![name name[}, with comments between the names. */
  private Kind section(int start) {
    sectionNames = new ArrayList<>();
    int i = skipSpace(in, start);
    while (isNameStart(charAt(i)) || in.startsWith("--", i)) {
      int first = i;
      if (in.charAt(i) == '-') {
        i = closing("--", i + 2);
      } else {
        while (isNameChar(charAt(i))) {
          i++;
        }
        sectionNames.add(Octets.lower(in.substring(first, i)));
      }
      i = skipSpace(in, i);
      if (i >= in.length()) {
        return Kind.UNFINISHED;
      }
    }
    return charAt(i) == '[' ? ended(Kind.SECTION, i) : unknown(start - 1);
  }

  static int skipSpace(String text, int from) {
    return Octets.skipSpace(text, from);
  }

  static boolean isSpace(char c) {
    return Octets.isSpace(c);
  }

  static boolean isNameStart(char c) {
    return Octets.isLetter(c) || c == '_' || c == ':';
  }

  private static boolean isNameChar(char c) {
    return isNameStart(c) || Octets.isDigit(c) || c == '.' || c == '-';
  }

  private static boolean isNameEnd(char c) {
    return c == '=' || c == '>' || isSpace(c);
  }
}
