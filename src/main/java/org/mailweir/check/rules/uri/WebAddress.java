package org.mailweir.check.rules.uri;

import org.jspecify.annotations.Nullable;

/**
 * An address on the web in its parts.
 *
 * @param scheme with its colon and slashes, as written
 * @param login what stands before the first @, with it; may be empty
 * @param rest what follows the host: port, path, query
 */
record WebAddress(String scheme, String login, String host, String rest) {

  /** Null when it is none. */
  static @Nullable WebAddress parse(String uri) {
    boolean secure = uri.regionMatches(true, 0, "https://", 0, 8);
    if (!secure && !uri.regionMatches(true, 0, "http://", 0, 7)) {
      return null;
    }
    int start = secure ? 8 : 7;
    int sign = loginEnd(uri, start);
    int hostStart = sign < 0 ? start : sign + 1;
    int end = hostEnd(uri, hostStart);
    if (end == hostStart && sign >= 0) {
      hostStart = start;
      end = hostEnd(uri, start);
    }
    if (end == hostStart) {
      return null;
    }
    return new WebAddress(
        uri.substring(0, start),
        uri.substring(start, hostStart),
        uri.substring(hostStart, end),
        uri.substring(end));
  }

  private static int loginEnd(String uri, int start) {
    for (int i = start; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c == '@') {
        return i;
      }
      if (c == '/' || c == '?' || c == '#') {
        return -1;
      }
    }
    return -1;
  }

  private static int hostEnd(String uri, int start) {
    int i = start;
    while (i < uri.length() && "/?#:".indexOf(uri.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** The digits of the port; null when no colon stands there. */
  @Nullable String port() {
    if (!rest.startsWith(":")) {
      return null;
    }
    int i = 1;
    while (i < rest.length() && rest.charAt(i) >= '0' && rest.charAt(i) <= '9') {
      i++;
    }
    return rest.substring(1, i);
  }
}
