package org.mailweir.parse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way to take an entity's Content-Type.
 *
 * @param type the media type in lower case; {@code text/plain} where it is broken
 * @param boundary the boundary of a multipart, one char per byte; null where there is none
 */
record Shape(String type, Map<String, String> parameters, @Nullable String boundary) {

  /** How long boundaries are (RFC 2046 5.1.1 allows 70). */
  static final int USUAL_BOUNDARY = 40;

  /** How long the longest is that is looked for; longer ones cost more time than they are worth. */
  static final int MAX_BOUNDARY = 1000;

  static final Shape PLAIN = new Shape("text/plain", Map.of(), null);

  boolean isMultipart() {
    return boundary != null;
  }

  boolean isMessage() {
    return type.equals("message/rfc822")
        || type.equals("message/global")
        || type.equals("message/news");
  }
}
