package org.mailweir.receive;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;

/** Collects the attributes of the XFORWARD commands of one transaction (XFORWARD_README). */
final class XForward {

  static final String ATTRIBUTES = "NAME ADDR PORT PROTO HELO IDENT SOURCE";

  private enum Attribute {
    NAME,
    ADDR,
    PORT,
    PROTO,
    HELO,
    IDENT,
    SOURCE
  }

  private final Map<Attribute, String> values = new EnumMap<>(Attribute.class);

  /** Takes one command's {@code NAME=value …}; false when it is malformed. */
  boolean accept(String argument) {
    if (argument.isEmpty()) {
      return false;
    }
    for (String pair : argument.split(" +")) {
      int equals = pair.indexOf('=');
      Attribute attribute = equals < 0 ? null : attribute(pair.substring(0, equals));
      if (attribute == null) {
        return false;
      }
      String value = XText.decode(pair.substring(equals + 1));
      if (value.isEmpty() || value.equalsIgnoreCase("[UNAVAILABLE]") || hasLineEnd(value)) {
        values.remove(attribute);
      } else {
        values.put(attribute, value);
      }
    }
    return true;
  }

  private static @Nullable Attribute attribute(String name) {
    try {
      return Attribute.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return null;
    }
  }

  /** A value is relayed in a command later on, so an encoded line end must not get that far. */
  private static boolean hasLineEnd(String value) {
    return value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0);
  }

  ClientInfo client() {
    return new ClientInfo(
        values.get(Attribute.NAME),
        values.get(Attribute.ADDR),
        values.get(Attribute.PORT),
        values.get(Attribute.PROTO),
        values.get(Attribute.HELO),
        values.get(Attribute.IDENT),
        values.get(Attribute.SOURCE));
  }
}
