package org.mailweir.check.auth.dkim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fields of a message as they are signed: every octet is kept, one char each. A line that is no
 * field belongs to none, and nobody can sign it.
 */
public final class MessageHeader {

  /**
   * One field.
   *
   * @param name in lower case
   * @param text the whole field, folded, without its last CRLF
   */
  public record Field(String name, String text) {

    /** What follows the colon. */
    public String value() {
      return text.substring(text.indexOf(':') + 1);
    }
  }

  private final List<Field> fields;

  private MessageHeader(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** Splits a header whose lines end in CRLF. */
  static MessageHeader split(String header) {
    List<Field> fields = new ArrayList<>();
    int at = 0;
    while (at < header.length()) {
      int end = fieldEnd(header, at);
      String text = header.substring(at, end);
      int colon = text.indexOf(':');
      String name = colon < 0 ? "" : text.substring(0, colon).stripTrailing();
      if (isName(name)) {
        fields.add(new Field(name.toLowerCase(Locale.ROOT), text));
      }
      at = end + 2;
    }
    return new MessageHeader(fields);
  }

  /** Where the CRLF stands that no white space follows. */
  private static int fieldEnd(String header, int from) {
    int end = header.indexOf("\r\n", from);
    while (end >= 0 && end + 2 < header.length() && isBlank(header.charAt(end + 2))) {
      end = header.indexOf("\r\n", end + 2);
    }
    return end < 0 ? header.length() : end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isName(String name) {
    return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127);
  }

  /** From the top. */
  public List<Field> fields() {
    return fields;
  }

  /** All fields of a name (in lower case), from the top. */
  public List<Field> all(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).toList();
  }

  /**
   * The fields that a list of names means: each occurrence of a name takes the next field from the
   * bottom, and none when there are no more (RFC 6376 5.4.2).
   */
  List<Field> select(List<String> names) {
    Map<String, List<Field>> rest = new HashMap<>();
    for (Field field : fields) {
      rest.computeIfAbsent(field.name(), n -> new ArrayList<>()).add(field);
    }
    List<Field> selected = new ArrayList<>();
    for (String name : names) {
      List<Field> left = rest.get(name);
      if (left != null && !left.isEmpty()) {
        selected.add(left.removeLast());
      }
    }
    return selected;
  }
}
