package org.mailweir.check.rules;

import java.util.List;
import java.util.Objects;
import org.mailweir.check.rules.language.Definition;
import org.mailweir.check.rules.text.HeaderSelector;

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

  /** A field of the headers of all MIME parts: one text for each part that has it. */
  record MimeHeader(String field, boolean raw) implements Target {
    @Override
    public List<String> texts(Examination message) {
      return message.text().parts().stream()
          .map(part -> part.mimeHeader(field, raw))
          .filter(Objects::nonNull)
          .toList();
    }
  }
}
