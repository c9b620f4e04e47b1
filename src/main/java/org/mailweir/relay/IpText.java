package org.mailweir.relay;

import java.util.regex.Pattern;

/** IP addresses as they stand in header fields. */
public final class IpText {

  private static final String OCTET = "(?:1\\d\\d|2[0-4]\\d|25[0-5]|[1-9]\\d|\\d)";
  private static final String FOUR = OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET;

  /** The source of a pattern for an address, IPv4 or IPv6, with or without {@code IPv6:}. */
  public static final String ADDRESS =
      "(?i:\\b(?<!:)" + FOUR + "\\b|(?:IPv6:|(?<![a-f0-9:]))" + six() + "(?![a-f0-9:]))";

  /** The source of a pattern for the ways to say "this machine". */
  static final String LOCALHOST =
      "(?i:localhost(?:\\.localdomain)?|\\b(?<!:)127\\.0\\.0\\.1\\b"
          + "|(?:IPv6:|(?<![a-f0-9:]))[0:]*:(?:(?:ffff:)?127\\.0\\.0\\.1|0{0,3}1)(?![a-f0-9:]))";

  private static final Pattern WHOLE = Pattern.compile(ADDRESS);
  private static final Pattern WHOLE_FOUR = Pattern.compile(FOUR);
  private static final Pattern LOCAL_SIX =
      Pattern.compile("(?i)(?:IPv6:)?(?:fe[89ab][0-9a-f]:.*|0{0,4}(?::0{0,4}){1,6}:0{0,3}1)");

  private IpText() {}

  /** Whether the text is an address and nothing else. */
  public static boolean isAddress(String text) {
    return WHOLE.matcher(text).matches();
  }

  /** Whether the text is an IPv4 address and nothing else. */
  public static boolean isFour(String text) {
    return WHOLE_FOUR.matcher(text).matches();
  }

  /**
   * Whether an address is of a private, local or shared network (RFC 1918, 3927, 4193, 5735, 6598).
   */
  public static boolean isPrivate(String address) {
    String four = mapped(address);
    if (four.indexOf(':') >= 0) {
      return LOCAL_SIX.matcher(four).matches();
    }
    return four.startsWith("10.")
        || four.startsWith("127.")
        || four.startsWith("192.168.")
        || four.startsWith("169.254.")
        || secondWithin(four, "172.", 16, 31)
        || secondWithin(four, "100.", 64, 127);
  }

  /** An IPv4 address that is written as IPv6 ({@code ::ffff:192.0.2.1}) as IPv4. */
  static String mapped(String address) {
    int last = address.lastIndexOf(':');
    if (last < 0 || address.indexOf('.') < last) {
      return address;
    }
    String before = address.substring(0, last);
    if (before.length() < 6) {
      return address;
    }
    boolean zero = before.chars().limit(before.length() - 4L).allMatch(c -> c == '0' || c == ':');
    boolean marked = before.regionMatches(true, before.length() - 4, "ffff", 0, 4);
    return marked && zero ? address.substring(last + 1) : address;
  }

  private static boolean secondWithin(String address, String first, int low, int high) {
    if (!address.startsWith(first)) {
      return false;
    }
    int dot = address.indexOf('.', first.length());
    if (dot < 0 || dot - first.length() > 3 || dot == first.length()) {
      return false;
    }
    int second = 0;
    for (int i = first.length(); i < dot; i++) {
      second = second * 10 + address.charAt(i) - '0';
    }
    return low <= second && second <= high;
  }

  /** Every way to leave out one run of zeros (RFC 4291 2.2), with and without IPv4 at the end. */
  private static String six() {
    String group = "[a-f0-9]{1,4}";
    StringBuilder ways = new StringBuilder("(?:(?:" + group + ":){6}" + FOUR);
    for (int before = 0; before <= 5; before++) {
      ways.append('|').append(head(before));
      ways.append(before == 5 ? ":" : "(?:" + group + ":){0," + (5 - before) + "}").append(FOUR);
    }
    ways.append("|(?:" + group + ":){7}").append(group);
    for (int before = 0; before <= 6; before++) {
      String zeros = before == 0 ? ":" : "(?:" + group + ":){" + before + "}";
      ways.append('|').append(zeros).append("(?::" + group + "){1," + (7 - before) + "}");
    }
    return ways.append("|(?:" + group + ":){1,7}:|::)").toString();
  }

  private static String head(int before) {
    String group = "[a-f0-9]{1,4}";
    return switch (before) {
      case 0 -> "::";
      case 5 -> "(?:" + group + ":){1,5}";
      default -> "(?:" + group + ":){" + before + "}:";
    };
  }
}
