package org.mailweir.check.rules.eval;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.text.MimePart;

/**
 * What the header of a part says of it, in lower case.
 *
 * @param type every kind of text but HTML, calendars and cards is {@code text/plain}
 * @param charset null where none is declared; {@code us-ascii} where there is no type at all
 */
record Declared(String type, @Nullable String charset, String encoding, String disposition) {

  private static final Pattern CHARSET =
      Pattern.compile(
          "\\bcharset\\s*+=\\s*+[\"']?(.*?)[\"']?(?:;|$)",
          Pattern.CASE_INSENSITIVE | Pattern.UNIX_LINES);
  private static final Pattern TYPE = Pattern.compile("[^/]+(?:/[^/\\s]*)?");

  static Declared of(MimePart part) {
    String written = part.header("Content-Type");
    boolean missing = written == null || written.isEmpty() || written.equals("0");
    String value = missing ? "text/plain; charset=us-ascii" : Objects.requireNonNull(written);
    Matcher charset = CHARSET.matcher(value);
    return new Declared(
        type(value),
        charset.find() ? charset.group(1).toLowerCase(Locale.ROOT) : null,
        lower(part.header("Content-Transfer-Encoding")),
        lower(part.header("Content-Disposition")));
  }

  boolean isAttachment() {
    return disposition.contains("attachment");
  }

  private static String type(String value) {
    int semicolon = value.indexOf(';');
    String text = (semicolon < 0 ? value : value.substring(0, semicolon)).stripLeading();
    Matcher form = TYPE.matcher(text);
    String type = (form.lookingAt() ? form.group() : text).toLowerCase(Locale.ROOT);
    boolean plain = type.matches("text\\b.*") && !type.matches("text/(?:x-vcard|calendar|html)");
    return type.isEmpty() || plain ? "text/plain" : type;
  }

  private static String lower(@Nullable String value) {
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }
}
