package org.mailweir.check.rules.language;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.rules.language.Definition.Call;
import org.mailweir.check.rules.language.Definition.Scope;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Reads {@code function('text', 12, word)}. Text in quotes may hold anything but its quote. */
final class CallReader {

  private static final String REMEDY = "write eval:function('text', 12)";

  private final String text;
  private final List<String> arguments = new ArrayList<>();
  private int at;

  private CallReader(String text) {
    this.text = text;
  }

  static Call read(Scope scope, String value) throws RuleSyntaxException {
    String call = value.strip();
    int open = call.indexOf('(');
    String function = open < 0 ? "" : call.substring(0, open).strip();
    if (function.isEmpty() || !call.endsWith(")") || !isWord(function)) {
      throw new RuleSyntaxException("\"" + value + "\" calls no function", REMEDY);
    }
    CallReader reader = new CallReader(call.substring(open + 1, call.length() - 1));
    return new Call(scope(scope, function), function, reader.all());
  }

  private static Scope scope(Scope scope, String function) {
    boolean network = function.startsWith("check_rbl") || function.startsWith("check_dns");
    return scope == Scope.HEADER && network ? Scope.NETWORK : scope;
  }

  private List<String> all() throws RuleSyntaxException {
    skipBlanks();
    while (at < text.length()) {
      arguments.add(one());
      skipBlanks();
      if (at < text.length() && text.charAt(at++) != ',') {
        throw broken();
      }
      skipBlanks();
    }
    return List.copyOf(arguments);
  }

  private String one() throws RuleSyntaxException {
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      int close = text.indexOf(c, at + 1);
      if (close < 0) {
        throw broken();
      }
      String quoted = text.substring(at + 1, close);
      at = close + 1;
      return quoted;
    }
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw broken();
    }
    return text.substring(start, at);
  }

  private RuleSyntaxException broken() {
    return new RuleSyntaxException("the arguments (" + text + ") are broken", REMEDY);
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private static boolean isPlain(char c) {
    return c == '.' || c == ':' || c == '-' || c < 0x80 && Character.isLetterOrDigit(c);
  }

  private static boolean isWord(String s) {
    return s.chars().allMatch(c -> c == '_' || c < 0x80 && Character.isLetterOrDigit(c));
  }
}
