package org.mailweir.check.rules.uri;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses in the rendered text: found, freed of what surrounds them, and given a scheme. */
final class TextUris {

  /** Takes what is found. */
  @FunctionalInterface
  interface Sink {
    void add(String uri, Set<String> types);
  }

  private static final String TRAILING = "-~!@#^&*()_+=:;'?,.";
  private static final Set<String> PARSED = Set.of("parsed");
  private static final Set<String> SCHEMELESS = Set.of("parsed", "schemeless");
  private static final Set<String> UNLINKED = Set.of("parsed", "schemeless", "unlinked");

  private final DomainBoundaries domains;
  private final Sink sink;
  private final Set<String> seen = new HashSet<>();

  TextUris(DomainBoundaries domains, Sink sink) {
    this.domains = domains;
    this.sink = sink;
  }

  /** Goes through the elements of the body. */
  void scan(List<String> body) {
    for (String text : body) {
      if (text.indexOf('.') < 0 && text.indexOf('@') < 0 && text.indexOf(':') < 0) {
        continue;
      }
      TextScan scan = new TextScan(text, domains);
      for (TextScan.Found found = scan.next(); found != null; found = scan.next()) {
        take(found);
      }
    }
  }

  private void take(TextScan.Found found) {
    String raw = trimmed(found.text());
    if (!seen.add(raw) || isNoAddress(found, raw)) {
      return;
    }
    String lower = HostNames.lower(raw);
    if (lower.startsWith("cid:") || lower.startsWith("mid:") || isOnlyScheme(raw)) {
      return;
    }
    if (hasScheme(lower)) {
      finish(raw, lower.startsWith("mailto:"), PARSED);
    } else {
      complete(raw, lower);
    }
  }

  private boolean isNoAddress(TextScan.Found found, String raw) {
    String host = found.host();
    return found.kind() == TextScan.Kind.MAIL && raw.indexOf('@') < 0
        || host != null && !domains.isWellFormed(host);
  }

  /**
   * A closing parenthesis ends it unless one opens in it; punctuation at its end is not its own.
   */
  private static String trimmed(String found) {
    int close = found.indexOf(')');
    boolean foreign = close >= 0 && found.lastIndexOf('(', close) < 0;
    int end = foreign ? close : found.length();
    while (end > 0 && TRAILING.indexOf(found.charAt(end - 1)) >= 0) {
      end--;
    }
    return found.substring(0, end);
  }

  private static boolean hasScheme(String lower) {
    return lower.startsWith("http:")
        || lower.startsWith("https:")
        || lower.startsWith("ftp:")
        || lower.startsWith("mailto:");
  }

  private static boolean isOnlyScheme(String raw) {
    int i = 0;
    while (i < raw.length() && isWord(raw.charAt(i))) {
      i++;
    }
    String rest = raw.substring(i);
    return i > 0 && (rest.equals(":") || rest.equals(":/") || rest.equals("://"));
  }

  private static boolean isWord(char c) {
    return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
  }

  /** Gives it the scheme that a mail program would. */
  private void complete(String raw, String lower) {
    int sign = raw.lastIndexOf('@');
    if (lower.startsWith("ftp.")) {
      finish("ftp://" + raw, false, SCHEMELESS);
    } else if (isWww(lower) || isPath(raw, sign)) {
      finish("http://" + raw, false, SCHEMELESS);
    } else if (sign >= 0) {
      String address = mailAddress(raw);
      if (address != null) {
        finish("mailto:" + address, true, SCHEMELESS);
      }
    } else if (raw.indexOf('.') >= 0) {
      finish("http://" + raw, false, UNLINKED);
    }
  }

  private static boolean isWww(String lower) {
    if (!lower.startsWith("www")) {
      return false;
    }
    int dot = lower.indexOf('.');
    return dot >= 3
        && dot <= 5
        && lower.substring(3, dot).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A slash before the last @, with something between. */
  private static boolean isPath(String raw, int sign) {
    int slash = raw.indexOf('/');
    return slash >= 0 && sign > slash + 1;
  }

  private static @Nullable String mailAddress(String raw) {
    int sign = raw.indexOf('@');
    boolean dotted = raw.indexOf('.', sign + 2) >= 0;
    return dotted && !raw.contains("&nbsp;") ? withoutLabel(raw) : null;
  }

  /** {@code email:someone@example.com} is misread from text. */
  private static String withoutLabel(String raw) {
    String lower = HostNames.lower(raw);
    int start = 0;
    for (String label : List.of("skype", "e-mail", "email", "mail")) {
      if (lower.startsWith(label + ":")) {
        start = label.length();
        break;
      }
    }
    int end = start;
    while (end < raw.length() && raw.charAt(end) == ':') {
      end++;
    }
    return end > start ? raw.substring(end) : raw;
  }

  private void finish(String uri, boolean mail, Set<String> types) {
    String address = mail && UriCodes.hasPercentCode(uri) ? UriCodes.normalized(uri) : uri;
    if (!mail || hasValidDomain(address)) {
      sink.add(address, types);
    }
  }

  private boolean hasValidDomain(String mailto) {
    int sign = mailto.indexOf('@');
    int end = sign + 1;
    while (end < mailto.length() && "?&>".indexOf(mailto.charAt(end)) < 0) {
      end++;
    }
    String host = mailto.substring(sign + 1, end);
    while (host.endsWith("%20")) {
      host = host.substring(0, host.length() - 3);
    }
    return sign >= 0 && domains.isValid(HostNames.ascii(host));
  }
}
