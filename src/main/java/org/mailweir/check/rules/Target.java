package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.rules.language.Definition;
import org.mailweir.check.rules.language.RuleFlags.Range;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.check.rules.text.MimePart;

/** The texts of a message that a pattern looks at. Equal targets are searched together. */
sealed interface Target {

  /** The texts in order; none when the message has no such thing. */
  List<String> texts(Examination message);

  /** Texts that every message has. */
  enum Text implements Target {
    BODY,
    RAWBODY,
    URI,
    FULL;

    static Text of(Definition.Text text) {
      return switch (text) {
        case BODY -> BODY;
        case RAWBODY -> RAWBODY;
        case URI -> URI;
        case FULL -> FULL;
      };
    }

    @Override
    public List<String> texts(Examination message) {
      return switch (this) {
        case BODY -> message.text().body();
        case RAWBODY -> message.text().rawBody();
        case URI -> message.uris();
        case FULL -> List.of(message.text().full());
      };
    }
  }

  /** A field of the message's header: all its values as one text. */
  record Header(HeaderSelector field) implements Target {
    @Override
    public List<String> texts(Examination message) {
      String value = message.text().header(field);
      return value == null ? List.of() : List.of(value);
    }
  }

  /**
   * A field of the headers of MIME parts: one text for each part.
   *
   * @param field its name, or {@code ALL}
   * @param ifUnset the text of a part that has no such field
   */
  record MimeHeader(String field, boolean raw, String ifUnset, Range range) implements Target {
    @Override
    public List<String> texts(Examination message) {
      List<String> texts = new ArrayList<>();
      List<MimePart> parts = message.text().parts();
      int last = Math.min(range.last(), parts.size());
      for (int i = Math.max(1, range.first()); i <= last; i++) {
        String value = parts.get(i - 1).mimeHeader(field, raw);
        texts.add(value == null ? ifUnset : value);
      }
      return range.concat() ? List.of(concat(texts)) : texts;
    }

    private static String concat(List<String> texts) {
      StringBuilder all = new StringBuilder();
      texts.forEach(text -> all.append(text).append(text.endsWith("\n") ? "" : "\n"));
      return all.toString();
    }
  }
}
