package org.mailweir.check.rules.uri;

import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of hosts, and numbers that stand for them. */
final class HostNames {

  private static final int LONGEST = 1_000;
  private static final String OCTET = "(?:1\\d\\d|2[0-4]\\d|25[0-5]|[1-9]\\d|\\d)";
  private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

  private HostNames() {}

  /**
   * In ASCII and lower case: names of other scripts in their ASCII form (RFC 5891 4.4). What cannot
   * be converted stays.
   */
  static String ascii(String host) {
    if (isPlain(host) || host.length() > LONGEST) {
      return lower(host);
    }
    try {
      byte[] octets = host.getBytes(StandardCharsets.ISO_8859_1);
      return converted(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      return lower(host);
    }
  }

  private static String converted(String unicode) {
    String dotted = withPlainDots(unicode);
    try {
      return IDN.toASCII(dotted, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return new String(dotted.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
  }

  private static String withPlainDots(String unicode) {
    return unicode.replace('\u3002', '.').replace('\uFF0E', '.').replace('\uFF61', '.');
  }

  /** Octets above 0x7F are no letters. */
  static String lower(String text) {
    if (isPlain(text)) {
      return text.toLowerCase(Locale.ROOT);
    }
    StringBuilder lower = new StringBuilder(text);
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      lower.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c);
    }
    return lower.toString();
  }

  private static boolean isPlain(String host) {
    for (int i = 0; i < host.length(); i++) {
      if (host.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  static boolean isIpAddress(String host) {
    return IPV4.matcher(host).matches() || isIpv6(host);
  }

  private static boolean isIpv6(String host) {
    return host.indexOf(':') >= 0
        && host.indexOf(':') != host.lastIndexOf(':')
        && host.chars().allMatch(c -> c == ':' || c == '.' || UriCodes.hex((char) c) >= 0);
  }

  /** What a number of 32 bits, in hexadecimal, stands for; of a longer one its beginning counts. */
  static String address(String hexadecimal) {
    String digits = "0".repeat(Math.max(0, 8 - hexadecimal.length())) + hexadecimal;
    StringBuilder address = new StringBuilder();
    for (int i = 0; i < 8; i += 2) {
      address.append(i == 0 ? "" : ".").append(Integer.parseInt(digits.substring(i, i + 2), 16));
    }
    return address.toString();
  }
}
