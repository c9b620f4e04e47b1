package org.mailweir.parse;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a written address the one that a browser goes to (WHATWG URL, basic URL parser): blanks
 * around it and line ends inside it removed, backslashes turned, slashes completed, the host
 * decoded and in lower case, numeric hosts in dotted form.
 */
final class LinkCleaner {

  static final int MAX_LENGTH = 8192;

  private static final int MAX_DATA = 256;
  private static final Set<String> WEB = Set.of("http", "https", "ftp");

  private LinkCleaner() {}

  /**
   * Cleans an address.
   *
   * @param base the document's base address, or null
   * @return the address with its scheme, or null when it points into the document itself or nowhere
   */
  static @Nullable String clean(String written, @Nullable String base) {
    String link = tidy(written);
    if (link.isEmpty() || link.charAt(0) == '#') {
      return null;
    }
    String scheme = scheme(link);
    if (scheme.isEmpty()) {
      return relative(link, base);
    }
    String rest = link.substring(scheme.length() + 1);
    if (WEB.contains(scheme)) {
      return web(scheme, rest);
    }
    return cut(scheme + ":" + rest, scheme.equals("data") ? MAX_DATA : MAX_LENGTH);
  }

  /** Without blanks and controls around, and without tabs and line ends inside. */
  private static String tidy(String written) {
    int start = 0;
    int end = Math.min(written.length(), MAX_LENGTH);
    while (start < end && isOuterBlank(written.charAt(start))) {
      start++;
    }
    while (end > start && isOuterBlank(written.charAt(end - 1))) {
      end--;
    }
    StringBuilder out = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = written.charAt(i);
      if (c != '\t' && c != '\r' && c != '\n') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isOuterBlank(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\u200B' || c == '\uFEFF';
  }

  /** The scheme in lower case; empty when there is none. A dot makes it a host before a port. */
  private static String scheme(String link) {
    for (int i = 0; i < Math.min(link.length(), 20); i++) {
      char c = link.charAt(i);
      if (c == ':') {
        return i == 0 ? "" : Latin1.lower(link.substring(0, i));
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = i > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-');
      if (!letter && !other) {
        return "";
      }
    }
    return "";
  }

  private static @Nullable String relative(String link, @Nullable String base) {
    String turned = turned(link);
    if (turned.startsWith("//")) {
      return web(base != null && base.startsWith("https:") ? "https" : "http", link);
    }
    if (base != null) {
      return onBase(turned, base);
    }
    return HostNames.startsLikeHost(turned) ? web("http", turned) : null;
  }

  private static @Nullable String onBase(String link, String base) {
    int host = base.indexOf("://") + 3;
    int path = host < 3 ? -1 : endOfHost(base, host);
    if (path < 0) {
      return null;
    }
    if (link.startsWith("/")) {
      return cut(base.substring(0, path) + link, MAX_LENGTH);
    }
    int slash = base.lastIndexOf('/');
    String folder = slash >= path ? base.substring(0, slash + 1) : base.substring(0, path) + "/";
    return cut(folder + link, MAX_LENGTH);
  }

  private static String turned(String rest) {
    if (rest.indexOf('\\') < 0) {
      return rest;
    }
    StringBuilder out = new StringBuilder(rest);
    for (int i = 0; i < out.length() && out.charAt(i) != '?' && out.charAt(i) != '#'; i++) {
      if (out.charAt(i) == '\\') {
        out.setCharAt(i, '/');
      }
    }
    return out.toString();
  }

  private static @Nullable String web(String scheme, String written) {
    String rest = turned(written);
    int start = 0;
    while (start < rest.length() && rest.charAt(start) == '/') {
      start++;
    }
    int end = endOfHost(rest, start);
    int at = rest.lastIndexOf('@', end - 1);
    String user = at >= start ? rest.substring(start, at + 1) : "";
    String host = host(rest.substring(start + user.length(), end));
    return host.isEmpty() ? null : scheme + "://" + user + host + rest.substring(end);
  }

  private static int endOfHost(String s, int from) {
    for (int i = from; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return s.length();
  }

  /** The host as a browser looks it up, with its port. */
  private static String host(String written) {
    String host = written;
    if (host.indexOf('%') >= 0) {
      byte[] bytes = PercentCode.decode(host).getBytes(StandardCharsets.ISO_8859_1);
      host = isLatin1(host) ? TextDecoder.decode(bytes, null).text() : host;
    }
    if (!isAscii(host)) {
      host = Normalizer.normalize(withoutInvisible(host), Normalizer.Form.NFKC);
      host = host.replace('\u3002', '.').replace('\uFF61', '.');
    }
    host = Latin1.lower(host.strip());
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && host.indexOf(']', colon) < 0;
    String name = port ? host.substring(0, colon) : host;
    while (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return Ipv4.canonical(name) + (port ? host.substring(colon) : "");
  }

  private static boolean isLatin1(String s) {
    return s.chars().allMatch(c -> c < 256);
  }

  private static boolean isAscii(String s) {
    return s.chars().allMatch(c -> c < 128);
  }

  private static String withoutInvisible(String host) {
    StringBuilder out = new StringBuilder(host.length());
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '\u00AD' && (c < '\u200B' || c > '\u200D') && c != '\u2060' && c != '\uFEFF') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String cut(String s, int max) {
    return s.length() <= max ? s : s.substring(0, max);
  }
}
