package org.mailweir.check.rules.text;

import org.jspecify.annotations.Nullable;

/** A reference to a resource in its parts (RFC 3986 3), and its resolution against a base (5.2). */
record UriReference(
    @Nullable String scheme,
    @Nullable String authority,
    String path,
    @Nullable String query,
    @Nullable String fragment) {

  static UriReference parse(String text) {
    int end = text.length();
    int hash = text.indexOf('#');
    int feed = text.indexOf('\n', Math.max(hash, 0));
    // a line end in a fragment ends it
    String fragment = hash < 0 ? null : text.substring(hash + 1, feed < 0 ? text.length() : feed);
    end = hash < 0 ? end : hash;
    int mark = text.substring(0, end).indexOf('?');
    String query = mark < 0 ? null : text.substring(mark + 1, end);
    end = mark < 0 ? end : mark;
    int colon = text.indexOf(':');
    int slash = text.indexOf('/');
    boolean named = colon > 0 && colon < end && (slash < 0 || colon < slash);
    int start = named ? colon + 1 : 0;
    String authority = null;
    if (text.startsWith("//", start) && start + 2 <= end) {
      int close = text.indexOf('/', start + 2);
      close = close < 0 || close > end ? end : close;
      authority = text.substring(start + 2, close);
      start = close;
    }
    String scheme = named ? text.substring(0, colon) : null;
    return new UriReference(scheme, authority, text.substring(start, end), query, fragment);
  }

  /**
   * Not strict: a reference with the scheme of the base counts as relative (RFC 3986 5.2.2). The
   * scheme that is missing before a host is guessed from its name.
   */
  static String resolve(String base, String reference) {
    UriReference to = parse(reference);
    UriReference from = parse(base);
    boolean sameScheme = to.scheme != null && to.scheme.equals(from.scheme);
    return text(
        to.scheme != null && !sameScheme ? to.withPath(withoutDots(to.path)) : to.relativeTo(from));
  }

  private UriReference withPath(String newPath) {
    return new UriReference(scheme, authority, newPath, query, fragment);
  }

  private UriReference relativeTo(UriReference base) {
    if (authority != null) {
      return new UriReference(base.scheme, authority, withoutDots(path), query, fragment);
    }
    String merged;
    String newQuery = query;
    if (path.isEmpty()) {
      merged = base.path;
      newQuery = query == null ? base.query : query;
    } else {
      merged = withoutDots(path.startsWith("/") ? path : base.merge(path));
    }
    return new UriReference(base.scheme, base.authority, merged, newQuery, fragment);
  }

  private String merge(String relative) {
    if (authority != null && (path.isEmpty() || path.equals("0"))) {
      return "/" + relative;
    }
    return path.substring(0, path.lastIndexOf('/') + 1) + relative;
  }

  /** RFC 3986 5.2.4; a rest of {@code 0} is dropped, as Perl takes it for false. */
  private static String withoutDots(String path) {
    StringBuilder clean = new StringBuilder(path.length());
    String in = path.startsWith("../") ? path.substring(2) : path;
    in = in.startsWith("./") ? in.substring(1) : in;
    int at = 0;
    while (at < in.length() && !(at == in.length() - 1 && in.charAt(at) == '0')) {
      int slash = in.indexOf('/', at + 1);
      int end = slash < 0 ? in.length() : slash;
      boolean rooted = in.charAt(at) == '/';
      int dots = rooted ? dots(in, at + 1, end) : 0;
      if (dots == 0) {
        clean.append(in, at, end);
        at = end;
        continue;
      }
      if (dots == 2) {
        clean.setLength(Math.max(0, clean.lastIndexOf("/")));
      }
      if (slash < 0) {
        return clean.append('/').toString();
      }
      at = slash;
    }
    return clean.toString();
  }

  private static int dots(String in, int start, int end) {
    for (int i = start; i < end; i++) {
      if (in.charAt(i) != '.') {
        return 0;
      }
    }
    return end - start <= 2 ? end - start : 0;
  }

  private static String text(UriReference uri) {
    StringBuilder text = new StringBuilder();
    if (uri.scheme != null && !uri.scheme.isEmpty() && !uri.scheme.equals("0")) {
      text.append(uri.scheme).append(':');
    } else if (uri.authority != null) {
      text.append(guessedScheme(uri.authority));
    }
    if (uri.authority != null) {
      text.append("//").append(uri.authority);
    }
    text.append(uri.path);
    if (uri.query != null) {
      text.append('?').append(uri.query);
    }
    if (uri.fragment != null) {
      text.append('#').append(uri.fragment);
    }
    return text.toString();
  }

  private static String guessedScheme(String authority) {
    String host = Octets.lower(authority);
    return startsWithNumbered(host, "www")
        ? "http:"
        : startsWithNumbered(host, "ftp") ? "ftp:" : "";
  }

  private static boolean startsWithNumbered(String host, String name) {
    int i = name.length();
    while (host.startsWith(name) && i < host.length() && Octets.isDigit(host.charAt(i))) {
      i++;
    }
    return host.startsWith(name) && i < host.length() && host.charAt(i) == '.';
  }
}
