package org.mailweir.check.auth.dmarc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.check.auth.text.DomainName;

/**
 * Who a message says it is from.
 *
 * @param domains of the addresses in From, normal, each once, in their order
 * @param valid whether there is exactly one From field, and every address in it has a domain
 */
public record Authors(List<String> domains, boolean valid) {

  private static final int LONGEST = 16_384;
  private static final int MOST = 100;

  public Authors {
    domains = List.copyOf(domains);
  }

  /** Whether there is one domain, and no doubt about it. */
  public boolean isOne() {
    return valid && domains.size() == 1;
  }

  /**
   * Reads the From fields of a message.
   *
   * @param values as they came, one char for each octet
   */
  public static Authors of(List<String> values) {
    Set<String> domains = new LinkedHashSet<>();
    boolean valid = values.size() == 1;
    for (String value : values) {
      valid &= value.length() <= LONGEST;
      String text = value.substring(0, Math.min(LONGEST, value.length()));
      List<String> addresses = new Scanner(utf8(text)).addresses();
      valid &= !addresses.isEmpty();
      for (String address : addresses) {
        String domain = DomainName.normal(address.substring(address.lastIndexOf('@') + 1).strip());
        valid &= address.indexOf('@') > 0 && DomainName.isHost(domain);
        if (DomainName.isHost(domain)) {
          domains.add(domain);
        }
      }
    }
    return new Authors(List.copyOf(domains), valid);
  }

  private static String utf8(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /**
   * Takes the addresses out of a list (RFC 5322 3.4): names, comments and quoted texts may look
   * like addresses and are none. Where an entry has several addresses in angle brackets, programs
   * disagree about the right one; all of them count.
   */
  private static final class Scanner {
    private final String text;
    private final List<String> addresses = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private boolean hadAngle;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    List<String> addresses() {
      while (at < text.length() && addresses.size() < MOST) {
        char c = text.charAt(at++);
        switch (c) {
          case '(' -> comment();
          case '"' -> quoted(plain);
          case '<' -> angle();
          case ',', ';' -> endEntry();
          case ':' -> plain.setLength(0); // the name of a group ends
          default -> plain.append(c);
        }
      }
      endEntry();
      return addresses;
    }

    private void comment() {
      int depth = 1;
      while (at < text.length() && depth > 0) {
        char c = text.charAt(at++);
        at += c == '\\' ? 1 : 0;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    }

    private void quoted(StringBuilder into) {
      while (at < text.length() && text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
      into.append('q');
    }

    private void angle() {
      StringBuilder inside = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '>') {
        char c = text.charAt(at++);
        if (c == '"') {
          quoted(inside);
        } else if (c == '(') {
          comment();
        } else {
          inside.append(c);
        }
      }
      at++;
      addresses.add(inside.toString().strip());
      hadAngle = true;
    }

    /** A comma in a name that should be quoted makes an entry without an address; it is none. */
    private void endEntry() {
      String entry = plain.toString().strip();
      if (!hadAngle && entry.indexOf('@') >= 0) {
        addresses.add(entry);
      }
      plain.setLength(0);
      hadAngle = false;
    }
  }
}
