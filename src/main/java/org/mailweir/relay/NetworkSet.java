package org.mailweir.relay;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Networks, some of which may be excluded again with {@code !}; the first that holds an address
 * decides.
 *
 * <p>They are written as SpamAssassin reads them: {@code 192.0.2.1}, {@code 192.0.2.}, {@code
 * 10/8}, {@code 192.0.2.0/255.255.255.0}, {@code 192.0.2.1-192.0.2.9}, {@code [2001:db8::]/32}.
 * What is none of these holds nothing; {@link #isNetwork} tells.
 */
public final class NetworkSet {

  private record Range(BigInteger first, BigInteger last, boolean excluded) {}

  private static final String MAPPED = "::ffff:";

  private final List<Range> ranges = new ArrayList<>();

  /** A set of the networks written there, in that order. */
  public static NetworkSet of(List<String> networks) {
    NetworkSet set = new NetworkSet();
    for (String network : networks) {
      range(network).ifPresent(set.ranges::add);
    }
    return set;
  }

  /** Whether the text names a network. */
  public static boolean isNetwork(String text) {
    return range(text).isPresent();
  }

  /** Whether the address is in the set; false when it is no address. */
  public boolean contains(String address) {
    Optional<BigInteger> number = number(address);
    if (number.isEmpty()) {
      return false;
    }
    for (Range range : ranges) {
      if (range.first.compareTo(number.get()) <= 0 && range.last.compareTo(number.get()) >= 0) {
        return !range.excluded;
      }
    }
    return false;
  }

  private static Optional<Range> range(String text) {
    boolean excluded = text.startsWith("!");
    String network = text.substring(excluded ? 1 : 0).strip();
    int dash = network.indexOf('-');
    if (dash > 0) {
      Optional<BigInteger> first = number(network.substring(0, dash));
      return first.flatMap(
          low -> number(network.substring(dash + 1)).map(high -> new Range(low, high, excluded)));
    }
    int slash = network.indexOf('/');
    String length = slash < 0 ? "" : network.substring(slash + 1);
    return block(slash < 0 ? network : network.substring(0, slash), length, excluded);
  }

  private static Optional<Range> block(String start, String length, boolean excluded) {
    String address = start.replaceAll("^\\[|\\]$|%.*$", "");
    boolean four = address.indexOf(':') < 0;
    String[] octets = address.split("\\.");
    String whole = four ? String.join(".", Arrays.copyOf(zeros(octets), 4)) : address;
    int bits = four ? 32 : 128;
    int prefix = length.isEmpty() ? (four ? octets.length * 8 : 128) : prefix(length);
    if (prefix < 0 || prefix > bits || octets.length > 4) {
      return Optional.empty();
    }
    BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
    return number(whole)
        .map(n -> n.divide(size).multiply(size))
        .map(n -> new Range(n, n.add(size).subtract(BigInteger.ONE), excluded));
  }

  private static String[] zeros(String[] octets) {
    String[] four = {"0", "0", "0", "0"};
    System.arraycopy(octets, 0, four, 0, Math.min(4, octets.length));
    return four;
  }

  /** The length of a prefix that is written as a number or as a mask; -1 if it is neither. */
  private static int prefix(String length) {
    if (length.matches("\\d{1,3}")) {
      return Integer.parseInt(length);
    }
    return number(length)
        .map(mask -> mask.intValue())
        .filter(mask -> Integer.bitCount(mask) == Integer.numberOfLeadingZeros(~mask))
        .map(Integer::bitCount)
        .orElse(-1);
  }

  private static Optional<BigInteger> number(String address) {
    if (address.isEmpty() || !address.matches("[0-9A-Fa-f:.]{2,45}")) {
      return Optional.empty();
    }
    try {
      String six = address.indexOf(':') < 0 ? MAPPED + decimal(address) : address;
      byte[] octets = InetAddress.ofLiteral(six).getAddress();
      byte[] prefix = octets.length == 4 ? new byte[] {-1, -1} : new byte[0];
      byte[] all = Arrays.copyOf(prefix, prefix.length + octets.length);
      System.arraycopy(octets, 0, all, prefix.length, octets.length);
      return Optional.of(new BigInteger(1, all));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Without zeros in front, which would otherwise be read as octal numbers. */
  private static String decimal(String address) {
    return address.replaceAll("\\b0+(?=\\d)", "");
  }
}
