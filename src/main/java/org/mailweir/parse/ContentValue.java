package org.mailweir.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of a Content-Type or Content-Disposition field (RFC 2045 5.1, RFC 2183 2), read as
 * leniently as the most lenient mail reader does. What readers may take differently is kept.
 *
 * @param word the media type or the disposition, in lower case, or empty
 * @param parameters the parameters in their order, repeated ones included
 * @param cut whether parameters were left out because there were too many
 */
record ContentValue(String word, List<Parameter> parameters, boolean cut) {

  /**
   * One parameter as written.
   *
   * @param name in lower case, with the marks of RFC 2231 ({@code filename*0*})
   * @param value the value without quotes and comments
   * @param loose everything up to the next semicolon with quotes taken out, which is what readers
   *     see that know no comments and do not end a token at a blank
   */
  record Parameter(String name, String value, String loose) {}

  static ContentValue parse(String raw, int maxParameters) {
    return new Reader(HeaderReader.unfold(raw), maxParameters).read();
  }

  private static final class Reader {
    // Each search for a missing ")" walks to the end; a field of nothing but "(" must stay linear.
    private static final int MAX_OPEN_COMMENTS = 20;

    private final String s;
    private final int max;
    private final List<Parameter> parameters = new ArrayList<>();
    private int at;
    private boolean cut;
    private int openComments;

    Reader(String s, int max) {
      this.s = s;
      this.max = max;
    }

    ContentValue read() {
      String word = word();
      while (at < s.length()) {
        if (parameters.size() == max) {
          cut = true;
          break;
        }
        parameter();
      }
      return new ContentValue(word, parameters, cut);
    }

    /** The first word; it may have blanks round its slash, and a comma or a blank may end it. */
    private String word() {
      StringBuilder out = new StringBuilder();
      for (; at < s.length() && out.length() < 200; at++) {
        char c = s.charAt(at);
        if (c == '(') {
          at = commentEnd(at) - 1;
        } else if (c == ';' || c == ',') {
          break;
        } else if (Latin1.isBlank(c)) {
          int next = blanksEnd(at);
          boolean slash = next < s.length() && s.charAt(next) == '/';
          if (out.length() > 0 && out.charAt(out.length() - 1) != '/' && !slash) {
            break;
          }
          at = next - 1;
        } else if (c != '"' && c != '\0') {
          out.append(c);
        }
      }
      return Latin1.lower(out.toString());
    }

    private int blanksEnd(int from) {
      int i = from;
      while (i < s.length() && Latin1.isBlank(s.charAt(i))) {
        i++;
      }
      return i;
    }

    private void parameter() {
      skipSeparators();
      int start = at;
      while (at < s.length() && s.charAt(at) != '=' && s.charAt(at) != ';') {
        if (s.charAt(at) == '(') {
          at = commentEnd(at);
        } else {
          at++;
        }
      }
      String name = name(s.substring(start, at));
      if (at < s.length() && s.charAt(at) == '=') {
        at++;
        value(name);
      }
    }

    private void skipSeparators() {
      while (at < s.length() && (Latin1.isBlank(s.charAt(at)) || ";,".indexOf(s.charAt(at)) >= 0)) {
        at++;
      }
    }

    /** The last word before the equals sign, comments taken out. */
    private static String name(String raw) {
      StringBuilder out = new StringBuilder();
      int comment = 0;
      for (int i = 0; i < Math.min(raw.length(), 200); i++) {
        char c = raw.charAt(i);
        if (c == '(') {
          comment++;
        } else if (c == ')') {
          comment = Math.max(0, comment - 1);
        } else if (comment == 0 && c > ' ' && c != '"') {
          out.append(c);
        }
      }
      return Latin1.lower(out.toString());
    }

    private void value(String name) {
      at = blanksEnd(at);
      StringBuilder loose = new StringBuilder();
      String value = null;
      if (at < s.length() && s.charAt(at) == '(') {
        int end = commentEnd(at);
        loose.append(s, at, end);
        at = blanksEnd(end);
      }
      if (at < s.length() && s.charAt(at) == '"') {
        value = quoted();
        loose.append(value);
      }
      int tail = at;
      int tokenEnd = restOfValue(loose);
      if (value == null) {
        value = s.substring(tail, tokenEnd);
      }
      parameters.add(new Parameter(name, value, loose.toString().strip()));
    }

    /** A quoted string; a missing end quote ends it at the end of the field. */
    private String quoted() {
      StringBuilder out = new StringBuilder();
      for (at++; at < s.length(); at++) {
        char c = s.charAt(at);
        if (c == '"') {
          at++;
          break;
        }
        if (c == '\\' && at + 1 < s.length()) {
          at++;
        }
        out.append(s.charAt(at));
      }
      return out.toString();
    }

    /** Goes to the next semicolon; answers where a token that starts here ends. */
    private int restOfValue(StringBuilder loose) {
      int tokenEnd = -1;
      for (; at < s.length() && s.charAt(at) != ';'; at++) {
        char c = s.charAt(at);
        if (tokenEnd < 0 && (Latin1.isBlank(c) || c == '(' || c == '"')) {
          tokenEnd = at;
          if (Latin1.isBlank(c) && parameterFollows()) {
            break;
          }
        }
        if (c != '"') {
          loose.append(c);
        }
      }
      return tokenEnd < 0 ? at : tokenEnd;
    }

    /** Whether a parameter comes next although its semicolon is missing. */
    private boolean parameterFollows() {
      int start = blanksEnd(at);
      int i = start;
      while (i < s.length() && (Character.isLetter(s.charAt(i)) || s.charAt(i) == '-')) {
        i++;
      }
      return i > start && i < s.length() && (s.charAt(i) == '=' || s.charAt(i) == '*');
    }

    /** The index behind a comment, nested ones counted; without its end it is no comment. */
    private int commentEnd(int open) {
      int depth = openComments < MAX_OPEN_COMMENTS ? 0 : s.length();
      for (int i = open; i < s.length() && depth < s.length(); i++) {
        char c = s.charAt(i);
        if (c == '(') {
          depth++;
        } else if (c == ')' && --depth == 0) {
          return i + 1;
        } else if (c == '\\') {
          i++;
        }
      }
      openComments++;
      return open + 1;
    }
  }
}
