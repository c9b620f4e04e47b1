package org.mailweir.domain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The public suffix list of <a href="https://publicsuffix.org/list/">publicsuffix.org</a>, both its
 * sections, as DMARC uses it (RFC 7489 3.2). A top-level domain that it does not know is a suffix.
 * Immutable.
 */
public final class PublicSuffixList implements PublicSuffixes {

  private static final String BUNDLED = "public_suffix_list.dat";

  /** Less than a tenth of what it has had for years: something else, or the rest is missing. */
  private static final int LEAST_RULES = 1_000;

  private static final int LONGEST_NAME = 255;

  private static final int EXACT = 1;
  private static final int WILDCARD = 2;
  private static final int EXCEPTION = 4;

  /** From a suffix in A-labels to what the list says about it. */
  private final Map<String, Integer> rules = new HashMap<>(20_000);

  private PublicSuffixList(Reader list) throws IOException {
    BufferedReader lines = new BufferedReader(list);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String rule = line.strip().split("\\s", 2)[0];
      if (!rule.isEmpty() && !rule.startsWith("//")) {
        add(rule);
      }
    }
    if (rules.size() < LEAST_RULES) {
      throw new IOException("this is no public suffix list, it has " + rules.size() + " rules");
    }
  }

  private void add(String rule) {
    if (rule.startsWith("!")) {
      rules.merge(ascii(rule.substring(1)), EXCEPTION, (a, b) -> a | b);
    } else if (rule.startsWith("*.")) {
      rules.merge(ascii(rule.substring(2)), WILDCARD, (a, b) -> a | b);
    } else {
      rules.merge(ascii(rule), EXACT, (a, b) -> a | b);
    }
  }

  /** The list that Mailweir brings along. */
  public static PublicSuffixList bundled() {
    try (InputStream in =
            Objects.requireNonNull(PublicSuffixList.class.getResourceAsStream(BUNDLED));
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return new PublicSuffixList(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A list from a file.
   *
   * @throws IOException when it cannot be read or is no such list
   */
  public static PublicSuffixList read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new PublicSuffixList(reader);
    }
  }

  @Override
  public String registered(String host) {
    String name = ascii(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    int last = name.lastIndexOf('.');
    if (last < 0 || name.length() > LONGEST_NAME || isAddress(name, last)) {
      return name;
    }
    int suffix = suffix(name, last + 1);
    return suffix == 0 ? name : name.substring(name.lastIndexOf('.', suffix - 2) + 1);
  }

  /** Where the longest suffix begins; 0 when all of the name is one. */
  private int suffix(String name, int topLevel) {
    int suffix = topLevel; // The list's own last rule: "*".
    int parent = -1;
    for (int start = topLevel; ; start = name.lastIndexOf('.', start - 2) + 1) {
      int rule = rules.getOrDefault(name.substring(start), 0);
      if ((rule & EXCEPTION) != 0) {
        return parent;
      }
      boolean wild = parent > 0 && (rules.getOrDefault(name.substring(parent), 0) & WILDCARD) != 0;
      if ((rule & EXACT) != 0 || wild) {
        suffix = start;
      }
      if (start == 0) {
        return suffix;
      }
      parent = start;
    }
  }

  /** No top-level domain is a number (RFC 3696 2). */
  private static boolean isAddress(String name, int lastDot) {
    char c = lastDot + 1 < name.length() ? name.charAt(lastDot + 1) : '.';
    return (c >= '0' && c <= '9') || name.indexOf(':') >= 0;
  }

  /** In lower case and A-labels; what cannot be a name stays as it is. */
  static String ascii(String name) {
    if (name.length() > LONGEST_NAME || name.chars().allMatch(c -> c < 0x80)) {
      return name.toLowerCase(Locale.ROOT);
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
