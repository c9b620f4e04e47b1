package org.mailweir.check.dnsbl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one answer of a list means. Written {@code VALUE NAME POINTS SENTENCE}, where the value is
 * an address ({@code 127.0.0.2}), a range ({@code 127.0.0.4-127.0.0.7}), bits of the last octet
 * ({@code &8}), an address with {@code *} for an octet, or {@code any}; or {@code VALUE refused}
 * for an answer by which the list says that it does not want to answer us.
 *
 * @param low the first address that it means, as a number
 * @param high the last one
 * @param mask which bits are compared
 * @param bits of which one must be set; 0 for addresses
 * @param name of the finding; empty when it is a refusal
 */
record AnswerRule(
    long low, long high, long mask, int bits, String name, double points, String sentence) {

  private static final long ALL = 0xffff_ffffL;
  private static final String OCTET = "(?:\\d{1,3}|\\*)";
  private static final String ADDRESS = OCTET + "(?:\\." + OCTET + "){3}";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<value>&\\d{1,3}|any|"
              + ADDRESS
              + "(?:-"
              + ADDRESS
              + ")?)\\s+(?:(?<refused>refused)|(?<name>[A-Z_][A-Z0-9_]{0,99})\\s+"
              + "(?<points>[+-]?\\d{1,3}(?:\\.\\d{1,6})?)\\s+(?<sentence>\\S.{0,199}))");

  /** Reads the written form; throws IllegalArgumentException that says what is expected. */
  static AnswerRule parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\": such as \"127.0.0.2 NAME 2.5 The client is listed\" is expected");
    }
    boolean refused = m.group("refused") != null;
    String name = refused ? "" : m.group("name");
    double points = refused ? 0 : Double.parseDouble(m.group("points"));
    String sentence = refused ? "" : m.group("sentence");
    String value = m.group("value");
    if (value.equals("any")) {
      return new AnswerRule(0, ALL, ALL, 0, name, points, sentence);
    }
    if (value.startsWith("&")) {
      int bits = Integer.parseInt(value.substring(1));
      return new AnswerRule(0, ALL, ALL, bits, name, points, sentence);
    }
    String[] ends = value.split("-", 2);
    long mask = ends.length == 1 ? mask(ends[0]) : ALL;
    long low = number(ends[0]);
    long high = ends.length == 1 ? low : number(ends[1]);
    return new AnswerRule(low, high, mask, 0, name, points, sentence);
  }

  private static long mask(String address) {
    long mask = 0;
    for (String octet : address.split("\\.")) {
      mask = mask << 8 | (octet.equals("*") ? 0 : 255);
    }
    return mask;
  }

  private static long number(String address) {
    long number = 0;
    for (String octet : address.split("\\.")) {
      int value = octet.equals("*") ? 0 : Integer.parseInt(octet);
      if (value > 255) {
        throw new IllegalArgumentException("\"" + address + "\" is no address");
      }
      number = number << 8 | value;
    }
    return number;
  }

  boolean isRefusal() {
    return name.isEmpty();
  }

  /** Whether an answer, an IPv4 address as a number, means this. */
  boolean matches(long answer) {
    long seen = answer & mask;
    return bits == 0 ? low <= seen && seen <= high : (answer & bits) != 0;
  }
}
