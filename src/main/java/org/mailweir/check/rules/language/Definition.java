package org.mailweir.check.rules.language;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.PerlLiteral;

/** What makes a rule hit, as its line says it. */
public sealed interface Definition {

  /** The texts that every message has. */
  enum Text {
    BODY,
    RAWBODY,
    URI,
    FULL
  }

  /** {@code body NAME /pattern/} and its kin. */
  record InText(Text text, PerlLiteral pattern) implements Definition {}

  /**
   * {@code header NAME Field:modifier =~ /pattern/ [if-unset: text]}.
   *
   * @param field with its modifiers
   */
  record InHeader(String field, PerlLiteral pattern, boolean negated, @Nullable String ifUnset)
      implements Definition {}

  /** {@code header NAME exists:Field}. */
  record HasHeader(String field) implements Definition {}

  /**
   * {@code mimeheader NAME Field =~ /pattern/}.
   *
   * @param field a name, or {@code ALL} for the whole header
   */
  record InPartHeader(
      String field, boolean raw, PerlLiteral pattern, boolean negated, String ifUnset)
      implements Definition {}

  /** {@code meta NAME expression}. */
  record Meta(String expression) implements Definition {}

  /** What a function is called for. */
  enum Scope {
    HEADER,
    BODY,
    RAWBODY,
    FULL,
    /** It asks the network, so that other checks answer in its place. */
    NETWORK
  }

  /** {@code body NAME eval:function(arguments)}. */
  record Call(Scope scope, String function, List<String> arguments) implements Definition {}

  /**
   * {@code uri_detail NAME key =~ /pattern/ key !~ /pattern/}: one link that meets all criteria.
   */
  record LinkDetail(List<Criterion> criteria) implements Definition {}

  /**
   * @param key {@code raw}, {@code type}, {@code cleaned}, {@code text}, {@code domain} or {@code
   *     host}
   */
  record Criterion(String key, boolean negated, PerlLiteral pattern) {}
}
