package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the links of an HTML part, and the texts of its anchors.
 *
 * <p>A long base makes a long link of each short one, so what all links of a part may be long
 * together is bounded by its length. Links behind that are left out.
 */
final class HtmlLinks {

  private static final int LONGEST = 8_192;
  private static final int LEAST_ROOM = 65_536;
  private static final int ROOM_PER_OCTET = 4;
  private static final Pattern NO_TARGET =
      Pattern.compile("(?:data|mailto|file|cid|tel):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?:https?|ftp):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern DIRECTORY =
      Pattern.compile("[a-z]+:/{0,2}[^/]+/", Pattern.CASE_INSENSITIVE);
  private static final Pattern REFRESH_URL =
      Pattern.compile("\\burl\\s*=\\s*", Pattern.CASE_INSENSITIVE);

  private static final class Link {
    final Set<String> types = new LinkedHashSet<>();
    final List<StringBuilder> anchorTexts = new ArrayList<>();
  }

  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<StringBuilder> anchors = new ArrayList<>();
  private final boolean unicode;
  private String base = "";
  private boolean truncated;
  private long room;

  /**
   * @param length of the HTML
   */
  HtmlLinks(boolean unicode, int length) {
    this.unicode = unicode;
    room = LEAST_ROOM + (long) ROOM_PER_OCTET * length;
  }

  /** Takes the links of a start tag; repairs its attributes where they run into each other. */
  void tag(String tag, Map<String, String> attributes) {
    switch (tag) {
      case "body", "table", "tr", "td" -> add(tag, attributes.get("background"));
      case "a", "area", "link" -> reference(tag, attributes);
      case "img", "frame", "iframe", "embed", "script", "bgsound" -> {
        repair("src", attributes);
        add(tag, attributes.get("src"));
      }
      case "form" -> add(tag, attributes.get("action"));
      case "base" -> base(attributes.get("href"));
      case "meta" -> refresh(attributes.get("http-equiv"), attributes.get("content"));
      default -> {}
    }
  }

  private void reference(String tag, Map<String, String> attributes) {
    repair("href", attributes);
    String href = attributes.get("href");
    if (href != null) {
      // a byte order mark in a link is there to hide it
      String clean = href.replace(unicode ? "\uFEFF" : "\u00EF\u00BB\u00BF", "");
      attributes.put("href", clean);
      add(tag, clean);
    }
    add(tag, attributes.get("data-saferedirecturl"));
  }

  /** Without a space before it, an attribute's name has the one before in front of a slash. */
  private static void repair(String name, Map<String, String> attributes) {
    for (Map.Entry<String, String> attribute : List.copyOf(attributes.entrySet())) {
      int slash = attribute.getKey().indexOf("/" + name);
      if (slash > 0 && Octets.isWord(attribute.getKey().charAt(slash - 1))) {
        attributes.remove(attribute.getKey());
        attributes.put(name, attribute.getValue());
      }
    }
  }

  private void add(String type, @Nullable String written) {
    String uri = written == null ? "" : trimmed(written);
    if (!uri.isEmpty() && room >= 0) {
      String target = NO_TARGET.matcher(uri).matches() ? uri : UriReference.resolve(base, uri);
      if (!target.isEmpty()) {
        link(target).types.add(type);
      }
    }
  }

  private Link link(String uri) {
    Link known = links.get(uri);
    if (known != null) {
      return known;
    }
    Link link = new Link();
    room -= uri.length();
    if (room >= 0) {
      links.put(uri, link);
    }
    return link;
  }

  private String trimmed(String written) {
    int start = 0;
    int end = written.length();
    while (start < end && isSpace(written.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(written.charAt(end - 1))) {
      end--;
    }
    truncated |= end - start > LONGEST;
    return written.substring(start, Math.min(end, start + LONGEST));
  }

  private boolean isSpace(char c) {
    return c == 0xA0 || Decoded.isSpace(c, unicode);
  }

  private void base(@Nullable String href) {
    if (href == null || href.isEmpty() || href.equals("0")) {
      return;
    }
    String uri = trimmed(href);
    add("base", uri);
    if (ABSOLUTE.matcher(uri).matches()) {
      String folder = withoutFile(uri);
      base = folder.endsWith("/") ? folder : folder + "/";
    }
  }

  /** Without a last segment that looks like the name of a file. */
  private static String withoutFile(String uri) {
    Matcher directory = DIRECTORY.matcher(uri);
    int dot = uri.lastIndexOf('.');
    int extension = uri.length() - dot - 1;
    if (!directory.lookingAt() || extension < 2 || extension > 4 || uri.indexOf('/', dot) >= 0) {
      return uri;
    }
    int start = dot;
    while (start > directory.end() && "/.".indexOf(uri.charAt(start - 1)) < 0) {
      start--;
    }
    return start < dot ? uri.substring(0, start) : uri;
  }

  private void refresh(@Nullable String header, @Nullable String content) {
    if (header == null || content == null || !Octets.lower(header).contains("refresh")) {
      return;
    }
    Matcher m = REFRESH_URL.matcher(content.substring(0, Math.min(content.length(), LONGEST)));
    int start = -1;
    int firstLine = content.indexOf('\n');
    while (m.find()) {
      start = start < 0 || firstLine < 0 || m.start() < firstLine ? m.end() : start;
    }
    if (start >= 0) {
      add("meta", beforeSemicolon(content.substring(start)));
    }
  }

  private static String beforeSemicolon(String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return text;
    }
    int end = semicolon;
    while (end > 0 && Octets.isSpace(text.charAt(end - 1))) {
      end--;
    }
    int feed = text.indexOf('\n', semicolon);
    return text.substring(0, end) + (feed < 0 ? "" : text.substring(feed));
  }

  /** An anchor begins; its text will be kept under its address as written. */
  void anchor(@Nullable String href) {
    StringBuilder text = new StringBuilder();
    link(href == null ? "" : trimmed(href)).anchorTexts.add(text);
    anchors.add(text);
  }

  /** Text inside of the last anchor. */
  void anchorText(String text) {
    if (!anchors.isEmpty()) {
      anchors.getLast().append(text);
    }
  }

  boolean isTruncated() {
    return truncated;
  }

  /** The texts of all anchors, in their order. */
  List<StringBuilder> anchors() {
    return anchors;
  }

  List<HtmlLink> links() {
    List<HtmlLink> all = new ArrayList<>();
    links.forEach(
        (uri, link) ->
            all.add(
                new HtmlLink(
                    octets(uri),
                    Set.copyOf(link.types),
                    link.anchorTexts.stream().map(text -> octets(text.toString())).toList())));
    return all;
  }

  private String octets(String text) {
    return Decoded.of(text, unicode).octets();
  }
}
