package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import org.mailweir.parse.HeaderField;

/**
 * The mailboxes of an address field (RFC 5322 3.4), read leniently.
 *
 * <p>Addresses come from the field as it was sent and names from the decoded one, for a name that
 * decodes to {@code <someone@else>} must not pass for an address.
 *
 * @param addresses octets, without brackets, in order
 * @param names octets, quotes and encoded words undone, in order; only those that are not empty
 */
record Mailboxes(List<String> addresses, List<String> names) {

  private static final int MOST = 1_000;

  static Mailboxes of(HeaderField field) {
    List<String> addresses = new ArrayList<>();
    new Scan(Octets.of(field.raw())).run(addresses, new ArrayList<>());
    return new Mailboxes(addresses, names(field, addresses));
  }

  private static List<String> names(HeaderField field, List<String> addresses) {
    List<String> names = new ArrayList<>();
    if (addresses.size() == 1) {
      String name = singleName(Octets.of(field.value()), addresses.getFirst());
      return name.isEmpty() ? names : List.of(name);
    }
    new Scan(Octets.of(field.value())).run(new ArrayList<>(), names);
    return names;
  }

  /** With one address, all that stands before it is its name, whatever that decodes to. */
  private static String singleName(String value, String address) {
    int open = value.lastIndexOf("<" + address);
    if (open >= 0) {
      return unquoted(value.substring(0, open));
    }
    List<String> names = new ArrayList<>();
    new Scan(value).run(new ArrayList<>(), names);
    return names.isEmpty() ? "" : names.getFirst();
  }

  private static String unquoted(String name) {
    String plain = name.strip();
    boolean quoted = plain.length() >= 2 && plain.startsWith("\"") && plain.endsWith("\"");
    return (quoted ? plain.substring(1, plain.length() - 1).replace("\\", "") : plain).strip();
  }

  /** One pass, no way back: linear for every input. */
  private static final class Scan {
    private final String in;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private String angle = "";
    private int at;

    Scan(String in) {
      this.in = in;
    }

    void run(List<String> addresses, List<String> names) {
      while (at < in.length() && addresses.size() < MOST) {
        char c = in.charAt(at++);
        switch (c) {
          case '"' -> until('"', text);
          case '(' -> until(')', comment);
          case '<' -> angle = bracketed();
          case ',', ';' -> finish(addresses, names);
          default -> text.append(c < ' ' ? ' ' : c);
        }
      }
      finish(addresses, names);
    }

    private void until(char close, StringBuilder into) {
      while (at < in.length() && in.charAt(at) != close) {
        if (in.charAt(at) == '\\' && at + 1 < in.length()) {
          at++;
        }
        into.append(in.charAt(at++));
      }
      at++;
    }

    private String bracketed() {
      StringBuilder inside = new StringBuilder();
      until('>', inside);
      return inside.toString().strip();
    }

    private void finish(List<String> addresses, List<String> names) {
      String before = text.toString().strip();
      boolean bare = angle.isEmpty();
      String address = bare ? lastWord(before) : angle;
      if (address.indexOf('@') >= 0) {
        addresses.add(address);
      }
      String name = bare ? comment.toString().strip() : before;
      if (!name.isEmpty()) {
        names.add(name);
      }
      text.setLength(0);
      comment.setLength(0);
      angle = "";
    }

    /** A group's name ends with a colon (RFC 5322 3.4). */
    private static String lastWord(String text) {
      return text.substring(Math.max(text.lastIndexOf(' '), text.lastIndexOf(':')) + 1);
    }
  }
}
