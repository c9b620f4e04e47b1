package org.mailweir.parse;

/** Numeric hosts in every form that browsers take (WHATWG URL, IPv4 parser). */
final class Ipv4 {

  private static final long MAX = 0xFFFF_FFFFL;

  private Ipv4() {}

  /** The dotted decimal form of a numeric host; every other host as it is. */
  static String canonical(String host) {
    if (host.isEmpty() || host.length() > 60 || !Character.isDigit(host.charAt(0))) {
      return host;
    }
    String[] parts = host.split("\\.", -1);
    if (parts.length > 4) {
      return host;
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      long number = number(parts[i]);
      boolean last = i == parts.length - 1;
      long max = last ? MAX >> (8 * i) : 255;
      if (number < 0 || number > max) {
        return host;
      }
      address |= last ? number : number << (24 - 8 * i);
    }
    return dotted(address);
  }

  private static String dotted(long address) {
    return (address >> 24 & 255)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  /** A number in decimal, hexadecimal (0x) or octal (0); -1 when it is none. */
  private static long number(String part) {
    int radix = 10;
    int start = 0;
    if (part.startsWith("0x")) {
      radix = 16;
      start = 2;
    } else if (part.length() > 1 && part.startsWith("0")) {
      radix = 8;
      start = 1;
    }
    long value = part.isEmpty() ? -1 : 0;
    for (int i = start; i < part.length() && value >= 0 && value <= MAX; i++) {
      int digit = Character.digit(part.charAt(i), radix);
      value = digit < 0 ? -1 : value * radix + digit;
    }
    return value;
  }
}
