package org.mailweir.check.form;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.parse.Link;
import org.mailweir.parse.ParsedMessage;

/**
 * Links against what the reader sees.
 *
 * <ul>
 *   <li>{@code __LINKS}: links to follow
 *   <li>{@code __LINK_DOMAINS}: different domains that they lead to
 *   <li>{@code __LINK_TEXT_OTHER_HOST}: links whose text shows another domain than they lead to
 *   <li>{@code __LINK_TEXT_OTHER_SECURE}: links whose text shows https and that lead to http
 *   <li>{@code __LINK_FORM}: forms that send to a web address
 * </ul>
 */
final class LinkFacts {

  private LinkFacts() {}

  static void add(ParsedMessage message, Facts facts) {
    List<Link> links = message.links().stream().filter(LinkFacts::isFollowed).toList();
    Set<String> domains = new HashSet<>();
    int otherHost = 0;
    int otherSecure = 0;
    for (Link link : links) {
      domains.add(Domains.registered(link.host()));
      otherHost += showsOtherHost(link) ? 1 : 0;
      otherSecure += showsSecure(link) ? 1 : 0;
    }
    facts.add("__LINKS", links.size(), "Links to follow");
    facts.add("__LINK_DOMAINS", domains.size(), "Domains that links lead to");
    facts.add("__LINK_TEXT_OTHER_HOST", otherHost, "Links whose text shows another domain");
    facts.add("__LINK_TEXT_OTHER_SECURE", otherSecure, "Links that only look like https");
    facts.add("__LINK_FORM", forms(message), "Forms that send to a web address");
  }

  private static boolean isFollowed(Link link) {
    boolean followed = link.kind() == Link.Kind.ANCHOR || link.kind() == Link.Kind.TEXT;
    return followed && link.target().startsWith("http");
  }

  private static long forms(ParsedMessage message) {
    return message.links().stream()
        .filter(link -> link.kind() == Link.Kind.FORM && link.target().startsWith("http"))
        .count();
  }

  private static boolean showsOtherHost(Link link) {
    if (link.kind() != Link.Kind.ANCHOR || link.text().indexOf('@') >= 0) {
      return false;
    }
    String shown = Domains.shownIn(link.text());
    boolean address = link.text().strip().startsWith("http") || shown.startsWith("www.");
    return address && !shown.isEmpty() && !Domains.related(shown, link.host());
  }

  private static boolean showsSecure(Link link) {
    return link.kind() == Link.Kind.ANCHOR
        && link.text().strip().startsWith("https://")
        && link.target().startsWith("http://");
  }
}
