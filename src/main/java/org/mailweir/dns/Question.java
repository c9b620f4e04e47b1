package org.mailweir.dns;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A name in lower case, without a dot at its end, and the kind of record that is asked for. Equal
 * questions have equal answers.
 */
record Question(String name, RecordType type) {

  /** RFC 1035 2.3.4; 253 without the length octets at both ends. */
  private static final int LONGEST_NAME = 253;

  private static final int LONGEST_LABEL = 63;

  /** The question, or null when the text cannot be a name. */
  static @Nullable Question of(String text, RecordType type) {
    int length = text.endsWith(".") ? text.length() - 1 : text.length();
    if (length < 1 || length > LONGEST_NAME) {
      return null;
    }
    return isName(text, length)
        ? new Question(text.substring(0, length).toLowerCase(Locale.ROOT), type)
        : null;
  }

  private static boolean isName(String text, int length) {
    int label = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (label == 0) {
          return false;
        }
        label = 0;
      } else if (c <= ' ' || c >= 0x7f || c == '\\' || ++label > LONGEST_LABEL) {
        return false; // A backslash would be an escape for the library.
      }
    }
    return label > 0;
  }
}
