package org.mailweir.check.rules.uri;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The forms of a web address that come from its host: without what hides it, and numbers read. */
final class HostForms {

  private static final String NUMBER = "(?:0x[0-9a-f]+|[0-9]+)";
  private static final Pattern FOUR_NUMBERS =
      Pattern.compile("(?:" + NUMBER + "\\.){3}" + NUMBER, Pattern.CASE_INSENSITIVE);
  private static final Pattern OCTAL = Pattern.compile("0+([1-3][0-7]{0,2}|[4-7][0-7]?)");
  private static final int MOST_DIGITS = 20;
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private HostForms() {}

  static void add(WebAddress address, DomainBoundaries domains, List<String> made) {
    String scheme = address.scheme();
    String rest = address.rest();
    String withoutPort = withoutDefaultPort(address);
    if (withoutPort != null && !withoutPort.equals(rest)) {
      made.add(scheme + address.host() + withoutPort);
    }
    if (isConverted(address)) {
      String name = HostNames.ascii(address.host());
      made.add(scheme + name + rest);
      if (withoutPort != null && !withoutPort.isEmpty()) {
        made.add(scheme + name + withoutPort);
      }
    }
    addBare(address, domains, made);
  }

  private static boolean isConverted(WebAddress address) {
    return !HostNames.ascii(address.host()).equals(HostNames.lower(address.host()));
  }

  /** The host as it is gone on with: the converted name if there is one, no control characters. */
  static String plainHost(WebAddress address) {
    String host = isConverted(address) ? HostNames.ascii(address.host()) : address.host();
    if (host.chars().noneMatch(c -> c <= ' ')) {
      return host;
    }
    StringBuilder clean = new StringBuilder();
    host.chars().filter(c -> c > ' ').forEach(c -> clean.append((char) c));
    return clean.toString();
  }

  private static void addBare(WebAddress address, DomainBoundaries domains, List<String> made) {
    String scheme = address.scheme();
    String rest = address.rest();
    String host = plainHost(address);
    if (address.host().chars().anyMatch(c -> c <= ' ')) {
      made.add(scheme + host + rest);
    }
    if (host.indexOf('@') > 0) {
      host = host.substring(host.indexOf('@') + 1);
      made.add(scheme + host + rest);
    }
    String trimmed = withoutTail(host);
    if (!trimmed.equals(host)) {
      host = trimmed;
      made.add(scheme + host + rest);
    }
    String numeric = numeric(host);
    String name = HostNames.ascii(address.host());
    if (numeric != null) {
      made.add(scheme + numeric + rest);
    } else if (isWebWithoutPort(address) && !domains.isValid(name)) {
      addGuessed(name, rest, made);
    }
  }

  /** Null when there is no port. */
  private static @Nullable String withoutDefaultPort(WebAddress address) {
    String port = address.port();
    if (port == null || port.isEmpty()) {
      return null;
    }
    String standard = address.scheme().equals("http://") ? "80" : "443";
    int end = 1 + port.length();
    String rest = address.rest();
    boolean ends = end == rest.length() || !isWord(rest.charAt(end));
    return port.equals(standard) && ends ? rest.substring(end) : rest;
  }

  private static boolean isWord(char c) {
    return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
  }

  private static String withoutTail(String host) {
    int end = host.length();
    while (end > 0 && (!isWord(host.charAt(end - 1)) || host.charAt(end - 1) == '_')) {
      end--;
    }
    return host.substring(0, end);
  }

  /** The dotted address that a host of numbers stands for; null if it is a name. */
  private static @Nullable String numeric(String host) {
    if (host.isEmpty() || host.charAt(0) < '0' || host.charAt(0) > '9') {
      return null;
    }
    if (FOUR_NUMBERS.matcher(host).matches()) {
      String[] octets = host.split("\\.");
      return octet(octets[0])
          + "."
          + octet(octets[1])
          + "."
          + octet(octets[2])
          + "."
          + octet(octets[3]);
    }
    boolean hexadecimal = host.regionMatches(true, 0, "0x", 0, 2) && host.length() > 2;
    String digits = hexadecimal ? host.substring(2) : host;
    if (!digits.chars().allMatch(c -> Character.digit(c, hexadecimal ? 16 : 10) >= 0 && c < 0x80)) {
      return null;
    }
    return hexadecimal
        ? HostNames.address(digits.substring(Math.max(0, digits.length() - 8)))
        : HostNames.address(bounded(digits, 10).toString(16));
  }

  /** Hexadecimal, octal or decimal; zeros in front go, even where nothing else stands. */
  private static String octet(String text) {
    String number = text;
    if (number.regionMatches(true, 0, "0x", 0, 2)) {
      number = bounded(number.substring(2), 16).toString();
    }
    var octal = OCTAL.matcher(number);
    if (octal.matches()) {
      number = Integer.toString(Integer.parseInt(octal.group(1), 8));
    }
    int start = 0;
    while (start < number.length() && number.charAt(start) == '0') {
      start++;
    }
    return number.substring(start);
  }

  /** A number of any length, but no more than 64 bits can hold. */
  private static BigInteger bounded(String digits, int radix) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    boolean huge = digits.length() - zeros > MOST_DIGITS;
    return huge ? MOST : new BigInteger(digits.substring(zeros), radix).min(MOST);
  }

  private static boolean isWebWithoutPort(WebAddress address) {
    String port = address.port();
    return address.scheme().equals("http://")
        && address.login().isEmpty()
        && (port == null || port.isEmpty() || port.equals("80"));
  }

  /** Browsers take {@code http://name} for {@code http://www.name.com}. */
  private static void addGuessed(String name, String rest, List<String> made) {
    String bare = name.startsWith("www.") && name.length() > 4 ? name.substring(4) : name;
    if (!name.equals("localhost") && bare.indexOf('.') < 0) {
      made.add("http://www." + bare + ".com" + rest);
    }
  }
}
