package org.mailweir.check.rules.uri;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.check.rules.pattern.MatchBudget;

/**
 * The forms of one address: as it was written, with its disguises undone one by one, and the
 * addresses that it redirects to, in their forms.
 */
final class Canonical {

  /** Longer ones are cut before anything is done with them. */
  private static final int LONGEST_INPUT = 16_384;

  /** An address within an address within … */
  private static final int MOST_REDIRECTIONS = 100;

  /** Of these together. */
  private static final int MOST_OCTETS = 256 << 10;

  private final Redirectors redirectors;
  private final DomainBoundaries domains;
  private final MatchBudget budget;
  private final List<String> open = new ArrayList<>();
  private final List<String> made = new ArrayList<>();

  private Canonical(Redirectors redirectors, DomainBoundaries domains, MatchBudget budget) {
    this.redirectors = redirectors;
    this.domains = domains;
    this.budget = budget;
  }

  static Set<String> forms(
      String uri, Redirectors redirectors, DomainBoundaries domains, MatchBudget budget) {
    Canonical canonical = new Canonical(redirectors, domains, budget);
    canonical.open.add(uri.length() <= LONGEST_INPUT ? uri : uri.substring(0, LONGEST_INPUT));
    int octets = 0;
    for (int i = 0; i < canonical.open.size() && i < MOST_REDIRECTIONS; i++) {
      octets += canonical.open.get(i).length();
      if (octets > MOST_OCTETS) {
        break;
      }
      canonical.open.set(i, withoutBreaks(canonical.open.get(i)));
      canonical.take(canonical.open.get(i));
    }
    Set<String> forms = new LinkedHashSet<>(canonical.open);
    forms.addAll(canonical.made);
    return forms;
  }

  private static String withoutBreaks(String uri) {
    String line = uri.indexOf('\n') < 0 ? uri : uri.replace("\n", "");
    int start = 0;
    int end = line.length();
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    String trimmed = line.substring(start, end);
    return trimmed.indexOf('\r') < 0 ? trimmed : trimmed.replace("\r", "");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= 9 && c <= 13;
  }

  private void take(String uri) {
    if (uri.length() <= 1 || isLocal(uri)) {
      return;
    }
    if (isMail(uri)) {
      MailForms.add(uri, made);
      return;
    }
    String plain = plain(uri);
    if (!plain.equals(uri)) {
      made.add(plain);
    }
    WebAddress address = WebAddress.parse(plain);
    if (address != null) {
      HostForms.add(address, domains, made);
      redirected(address);
    }
  }

  /** A place in the same document or on the same host, though not {@code //host}. */
  private static boolean isLocal(String uri) {
    char first = uri.charAt(0);
    return first == '#' || first == '?' || first == '&' || first == '/' && uri.charAt(1) != '/';
  }

  private static boolean isMail(String uri) {
    int sign = uri.indexOf('@');
    int colon = uri.indexOf(':');
    return uri.regionMatches(true, 0, "mailto:", 0, 7) || sign >= 0 && (colon < 0 || sign < colon);
  }

  private static String plain(String written) {
    String uri = written.replace('\\', '/');
    int scheme = schemeLength(uri);
    if (scheme > 0) {
      uri = uri.substring(0, scheme) + "//" + uri.substring(afterSlashes(uri, scheme));
    }
    if (UriCodes.hasPercentCode(uri)) {
      uri = UriCodes.normalized(uri);
    }
    if (!hasScheme(uri)) {
      uri = (uri.startsWith("ftp.") ? "ftp://" : "http://") + uri;
    }
    return UriCodes.withoutReferences(withPath(uri));
  }

  /** The length of {@code http:} or {@code https:} at its beginning; 0 if there is none. */
  private static int schemeLength(String uri) {
    if (!uri.regionMatches(true, 0, "http", 0, 4)) {
      return 0;
    }
    int colon = uri.regionMatches(true, 4, "s", 0, 1) ? 5 : 4;
    return uri.startsWith(":", colon) ? colon + 1 : 0;
  }

  private static int afterSlashes(String uri, int at) {
    return uri.startsWith("//", at) ? at + 2 : uri.startsWith("/", at) ? at + 1 : at;
  }

  private static boolean hasScheme(String uri) {
    int colon = uri.indexOf(':');
    for (int i = 0; i < colon; i++) {
      char c = uri.charAt(i);
      if (c >= 0x80 || c != '-' && c != '_' && !Character.isLetterOrDigit(c)) {
        return false;
      }
    }
    return colon > 0;
  }

  /** {@code http://host?x} means {@code http://host/?x}. */
  private static String withPath(String uri) {
    int scheme = schemeLength(uri);
    if (scheme == 0 || !uri.startsWith("//", scheme)) {
      return uri;
    }
    int i = scheme + 2;
    while (i < uri.length() && "/?#".indexOf(uri.charAt(i)) < 0) {
      i++;
    }
    boolean missing = i > scheme + 2 && i < uri.length() && uri.charAt(i) != '/';
    return missing ? uri.substring(0, i) + "/" + uri.substring(i) : uri;
  }

  private void redirected(WebAddress address) {
    String uri = address.scheme() + HostForms.plainHost(address) + address.rest();
    String target = redirectors.target(uri, budget);
    if (target == null) {
      target = inner(address.rest());
    }
    if (!target.isEmpty()) {
      open.add(target);
    }
  }

  /** An address with a dot that stands in a path or query; "" if there is none. */
  private static String inner(String rest) {
    String lower = HostNames.lower(rest);
    for (int i = lower.indexOf("http"); i >= 0; i = lower.indexOf("http", i + 1)) {
      int scheme = schemeLength(rest.substring(i, Math.min(rest.length(), i + 8)));
      int start = i + scheme;
      if (scheme > 0 && start < rest.length() && "&#".indexOf(rest.charAt(start)) < 0) {
        int end = start;
        while (end < rest.length() && "&#".indexOf(rest.charAt(end)) < 0) {
          end++;
        }
        String inner = rest.substring(i, end);
        return inner.indexOf('.') < 0 ? "" : inner;
      }
    }
    return "";
  }
}
