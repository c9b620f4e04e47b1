package org.mailweir.web.digest;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * What the pages behind links say, in the language of the digest; English where a language is not
 * spoken here. Another language is another file beside {@code words.properties}.
 */
record LinkWords(ResourceBundle bundle) {

  static LinkWords of(String language) {
    return new LinkWords(
        ResourceBundle.getBundle(
            LinkWords.class.getPackageName() + ".words",
            Locale.of(language),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  String of(Word word) {
    return bundle.getString(word.name().toLowerCase(Locale.ROOT));
  }

  /** What there is to say. */
  enum Word {
    LANGUAGE,
    HELD,
    QUESTION,
    FROM,
    ARRIVED,
    SCORE,
    WHY,
    NO_SUBJECT,
    RELEASE,
    WANTED,
    DELETE,
    JUNK,
    HAM,
    SPAM,
    ALLOW,
    RELEASED,
    DELETED,
    RELEASED_BEFORE,
    DELETED_BEFORE,
    LEARNED,
    FAILED,
    FOREIGN,
    EXPIRED,
    GONE
  }
}
