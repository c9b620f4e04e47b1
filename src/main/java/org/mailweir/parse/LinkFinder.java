package org.mailweir.parse;

/**
 * Finds addresses in running text as mail readers do that make them clickable: with a scheme, with
 * {@code www.}, or a bare host name. Every character is looked at a constant number of times.
 */
final class LinkFinder {

  private static final int LONGEST_HOST = 253;
  private static final String[] STARTS = {"https:", "http:", "ftp:", "mailto:"};

  private final String text;
  private final LinkList links;
  private int at;

  private LinkFinder(String text, LinkList links) {
    this.text = text;
    this.links = links;
  }

  static void find(String text, LinkList links) {
    new LinkFinder(text, links).run();
  }

  private void run() {
    int word = 0; // where the word that holds the current character starts
    for (at = 0; at < text.length() && !links.isCut(); at++) {
      char c = text.charAt(at);
      if (c == ':') {
        word = colon(word);
      } else if (c == '.') {
        word = dot(word);
      } else if (!HostNames.isHostChar(c)) {
        word = at + 1;
      }
    }
  }

  /** A scheme may end here; only its last letters count, for {@code (see:http://…}. */
  private int colon(int word) {
    for (String start : STARTS) {
      int from = at + 1 - start.length();
      if (from >= word && text.regionMatches(true, from, start, 0, start.length())) {
        boolean slash = start.equals("mailto:") || isSlash(at + 1);
        return slash ? take(from, at + 1) : at + 1;
      }
    }
    return at + 1;
  }

  private boolean isSlash(int index) {
    return index < text.length() && (text.charAt(index) == '/' || text.charAt(index) == '\\');
  }

  private int dot(int word) {
    if (at - word > LONGEST_HOST) {
      return word;
    }
    int end = at;
    while (end < text.length()
        && end - word <= LONGEST_HOST
        && HostNames.isHostChar(text.charAt(end))) {
      end++;
    }
    boolean behindAt = word > 0 && text.charAt(word - 1) == '@';
    boolean path = isSlash(end);
    int hostEnd = end;
    while (hostEnd > at && !Character.isLetterOrDigit(text.charAt(hostEnd - 1))) {
      hostEnd--;
    }
    String host = text.substring(word, hostEnd);
    boolean mailbox = behindAt || (end < text.length() && text.charAt(end) == '@');
    boolean www = host.regionMatches(true, 0, "www.", 0, 4) && host.length() > 6;
    if (!mailbox && (www || HostNames.isHost(host, path && hostEnd == end))) {
      return take(word, hostEnd);
    }
    at = Math.max(at, end - 1);
    return word;
  }

  /** Adds the address from {@code start}; answers where the next word starts. */
  private int take(int start, int atLeast) {
    int end = atLeast;
    int limit = Math.min(text.length(), start + LinkCleaner.MAX_LENGTH);
    while (end < limit && !endsAddress(text.charAt(end))) {
      end++;
    }
    end = withoutPunctuation(start, atLeast, end);
    String written = text.substring(start, end);
    String target = LinkCleaner.clean(hasScheme(written) ? written : "http://" + written, null);
    if (target != null && target.length() > "mailto:".length()) {
      links.add(new Link(Link.Kind.TEXT, target, written));
    }
    at = end - 1;
    return end;
  }

  private static boolean hasScheme(String written) {
    for (String start : STARTS) {
      if (written.regionMatches(true, 0, start, 0, start.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsAddress(char c) {
    return c <= ' '
        || c == '<'
        || c == '>'
        || c == '"'
        || c == '`'
        || c == '\u00A0'
        || (c >= '\u2000' && c <= '\u200A')
        || (c >= '\u2018' && c <= '\u201F')
        || c == '\u2028'
        || c == '\u2029'
        || (c >= '\u3000' && c <= '\u3011')
        || c == '\uFF08'
        || c == '\uFF09'
        || c == '\uFF0C';
  }

  /** Signs at the end belong to the sentence, and so does a bracket that was opened before. */
  private int withoutPunctuation(int start, int atLeast, int from) {
    int open = 0;
    for (int i = start; i < from; i++) {
      char c = text.charAt(i);
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    int end = from;
    while (end > atLeast) {
      char c = text.charAt(end - 1);
      if ((c == ')' && open >= 0) || ".,;:!?'*~|)]}>".indexOf(c) < 0) {
        break;
      }
      open += c == ')' ? 1 : 0;
      end--;
    }
    return end;
  }
}
