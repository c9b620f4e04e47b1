package org.mailweir.check.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.language.Definition.Call;
import org.mailweir.check.rules.language.Definition.Criterion;
import org.mailweir.check.rules.language.Definition.Scope;
import org.mailweir.check.rules.language.Definition.Text;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Reads what stands behind a rule's name. */
final class DefinitionReader {

  private static final String IF_UNSET = "[if-unset:";
  private static final Pattern FIELD = Pattern.compile("[\\w.-]+:?");
  private static final Set<String> MODIFIERS =
      Set.of("raw", "addr", "name", "host", "domain", "ip", "revip", "first", "last");
  private static final Set<String> LINK_KEYS =
      Set.of("raw", "type", "cleaned", "text", "domain", "host");
  private static final Pattern CRITERION =
      Pattern.compile("\\b(\\w+)\\b\\s*([=!]~)\\s*((?:/.*?/|m(\\W).*?\\4)[imsx]*)(?=\\s|$)");

  private DefinitionReader() {}

  /**
   * @param word one of the words that define rules
   */
  static Definition read(String word, String value) throws RuleSyntaxException {
    if (value.isEmpty()) {
      throw new RuleSyntaxException("nothing stands behind the name", "write a condition there");
    }
    return switch (word) {
      case "header" -> header(value);
      case "mimeheader" -> partHeader(value);
      case "meta" -> new Definition.Meta(value);
      case "uri_detail" -> linkDetail(value);
      case "askdns" -> new Call(Scope.NETWORK, "askdns", List.of(value));
      case "body" -> text(Text.BODY, Scope.BODY, value);
      case "rawbody" -> text(Text.RAWBODY, Scope.RAWBODY, value);
      case "full" -> text(Text.FULL, Scope.FULL, value);
      case "uri" -> new Definition.InText(Text.URI, Literals.parse(value));
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Definition text(Text text, Scope scope, String value) throws RuleSyntaxException {
    return value.startsWith("eval:")
        ? CallReader.read(scope, value.substring("eval:".length()))
        : new Definition.InText(text, Literals.parse(value));
  }

  private static Definition header(String value) throws RuleSyntaxException {
    if (value.startsWith("eval:") || value.startsWith("rbleval:")) {
      return CallReader.read(Scope.HEADER, value.substring(value.indexOf(':') + 1));
    }
    if (value.startsWith("exists:")) {
      return new Definition.HasHeader(existing(value.substring("exists:".length()).strip()));
    }
    Comparison comparison = Comparison.parse(value);
    return new Definition.InHeader(
        field(comparison.field()), comparison.literal(), comparison.negated(), comparison.unset());
  }

  private static String existing(String field) throws RuleSyntaxException {
    if (!FIELD.matcher(field).matches()) {
      throw new RuleSyntaxException("\"" + field + "\" is no header field", "name one field");
    }
    return withoutColon(field);
  }

  private static String withoutColon(String field) {
    return field.endsWith(":") ? field.substring(0, field.length() - 1) : field;
  }

  private static String field(String text) throws RuleSyntaxException {
    String field = withoutColon(text);
    String[] words = field.split(":", -1);
    if (!FIELD.matcher(words[0]).matches()) {
      throw new RuleSyntaxException("\"" + words[0] + "\" is no header field", "name one field");
    }
    for (int i = 1; i < words.length; i++) {
      if (!MODIFIERS.contains(words[i])) {
        throw new RuleSyntaxException(
            "unknown header modifier \":" + words[i] + "\"",
            "use :addr, :name, :raw, :host, :domain, :ip, :revip, :first or :last");
      }
    }
    return field;
  }

  private static Definition partHeader(String value) throws RuleSyntaxException {
    Comparison comparison = Comparison.parse(value);
    String field = withoutColon(comparison.field());
    boolean raw = field.endsWith(":raw");
    String name = raw ? field.substring(0, field.length() - ":raw".length()) : field;
    if (name.isEmpty() || name.indexOf(':') >= 0) {
      throw new RuleSyntaxException(
          "\"" + field + "\" is no field of a MIME part", "write Field or Field:raw");
    }
    String unset = comparison.unset();
    return new Definition.InPartHeader(
        name, raw, comparison.literal(), comparison.negated(), unset == null ? "" : unset);
  }

  private static Definition linkDetail(String value) throws RuleSyntaxException {
    List<Criterion> criteria = new ArrayList<>();
    Matcher m = CRITERION.matcher(value);
    while (m.find()) {
      if (!LINK_KEYS.contains(m.group(1))) {
        throw new RuleSyntaxException(
            "\"" + m.group(1) + "\" is no property of a link",
            "use raw, type, cleaned, text, domain or host");
      }
      criteria.add(new Criterion(m.group(1), m.group(2).equals("!~"), Literals.parse(m.group(3))));
    }
    if (criteria.isEmpty()) {
      throw new RuleSyntaxException(
          "\"" + value + "\" compares nothing", "write text =~ /pattern/ or the like");
    }
    return new Definition.LinkDetail(List.copyOf(criteria));
  }

  /** {@code Field =~ /pattern/ [if-unset: text]}. */
  private record Comparison(
      String field, boolean negated, PerlLiteral literal, @Nullable String unset) {

    static Comparison parse(String value) throws RuleSyntaxException {
      int operator = operator(value);
      String field = value.substring(0, operator).strip();
      boolean negated = value.charAt(operator) == '!';
      String rest = value.substring(operator + 2).strip();
      int unset = rest.endsWith("]") ? rest.lastIndexOf(IF_UNSET) : -1;
      if (unset > 0 && rest.charAt(unset - 1) <= ' ') {
        String instead =
            rest.substring(unset + IF_UNSET.length(), rest.length() - 1).stripLeading();
        String pattern = rest.substring(0, unset).strip();
        return new Comparison(field, negated, Literals.parse(pattern), instead);
      }
      return new Comparison(field, negated, Literals.parse(rest), null);
    }

    private static int operator(String value) throws RuleSyntaxException {
      int tilde = value.indexOf('~');
      if (tilde < 1 || value.charAt(tilde - 1) != '=' && value.charAt(tilde - 1) != '!') {
        throw new RuleSyntaxException(
            "\"" + value + "\" compares nothing", "write Field =~ /pattern/");
      }
      return tilde - 1;
    }
  }
}
