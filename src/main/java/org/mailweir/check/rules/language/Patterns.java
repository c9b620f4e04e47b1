package org.mailweir.check.rules.language;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.language.Definition.Call;
import org.mailweir.check.rules.language.Definition.HasHeader;
import org.mailweir.check.rules.language.Definition.InHeader;
import org.mailweir.check.rules.language.Definition.InPartHeader;
import org.mailweir.check.rules.language.Definition.InText;
import org.mailweir.check.rules.language.Definition.LinkDetail;
import org.mailweir.check.rules.language.Definition.Meta;
import org.mailweir.check.rules.pattern.PerlLiteral;

/** The patterns within definitions. */
final class Patterns {

  private Patterns() {}

  /** The same definition with its pattern replaced; only one pattern over one text has tags. */
  static Definition replace(Definition definition, UnaryOperator<String> replacement) {
    return switch (definition) {
      case InText(var text, var pattern) -> new InText(text, with(pattern, replacement));
      case InHeader(var field, var pattern, var negated, var unset) ->
          new InHeader(field, with(pattern, replacement), negated, unset);
      case InPartHeader part -> part;
      case HasHeader has -> has;
      case Meta meta -> meta;
      case Call call -> call;
      case LinkDetail detail -> detail;
    };
  }

  private static PerlLiteral with(PerlLiteral literal, UnaryOperator<String> replacement) {
    return new PerlLiteral(replacement.apply(literal.pattern()), literal.flags(), literal.rest());
  }

  /** Whether it gives names to what it captures, for other rules to use. */
  static boolean takesNames(Definition definition) {
    PerlLiteral literal = single(definition);
    if (literal == null) {
      return false;
    }
    String text = literal.pattern();
    for (int i = text.indexOf("(?"); i >= 0; i = text.indexOf("(?", i + 1)) {
      int open = text.startsWith("P", i + 2) ? i + 3 : i + 2;
      boolean named = text.startsWith("<", open) || text.startsWith("'", open);
      if (named && open + 1 < text.length() && Character.isUpperCase(text.charAt(open + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Its pattern, when it is one pattern over one text. */
  static @Nullable PerlLiteral single(Definition definition) {
    return switch (definition) {
      case InText(var text, var pattern) -> pattern;
      case InHeader(var field, var pattern, var negated, var unset) -> pattern;
      case InPartHeader part -> part.pattern();
      case HasHeader has -> null;
      case Meta meta -> null;
      case Call call -> null;
      case LinkDetail detail -> null;
    };
  }
}
