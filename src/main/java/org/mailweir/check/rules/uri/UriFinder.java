package org.mailweir.check.rules.uri;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.text.HtmlFacts;
import org.mailweir.check.rules.text.HtmlLink;

/** Finds the addresses that a message names. Shared by all threads. */
public final class UriFinder {

  private static final int LONGEST = 8_192;
  private static final int MOST = 10_000;

  /** Of all forms together; addresses behind that are left out. */
  private static final int MOST_OCTETS = 4 << 20;

  private static final Set<String> SIGNER = Set.of("domainkeys", "nocanon", "noclean");

  private final DomainBoundaries domains;
  private final Redirectors redirectors;

  public UriFinder(DomainBoundaries domains, Redirectors redirectors) {
    this.domains = domains;
    this.redirectors = redirectors;
  }

  /**
   * The different addresses of a message, at most {@value #MOST}.
   *
   * @param body what {@code body} rules see
   * @param html what was noticed in its HTML parts
   * @param signatures its DKIM and DomainKeys fields; the domains that sign count for their hosts,
   *     though {@code uri} rules do not see them
   */
  public List<UriDetail> find(
      List<String> body, List<HtmlFacts> html, List<String> signatures, MatchBudget budget) {
    Collection all = new Collection(budget);
    new TextUris(domains, (uri, types) -> all.add(uri, types, List.of(), true)).scan(body);
    for (HtmlFacts facts : html) {
      for (HtmlLink link : facts.links()) {
        Set<String> types = link.types().isEmpty() ? Set.of("parsed") : link.types();
        all.add(link.uri(), types, link.anchorTexts(), false);
      }
    }
    for (String signature : signatures) {
      SigningDomains.of(signature).forEach(all::addSigner);
    }
    return all.details();
  }

  /** All forms of all addresses, each once: what {@code uri} rules see. */
  public static List<String> forms(List<UriDetail> details) {
    Set<String> forms = new LinkedHashSet<>();
    details.forEach(detail -> forms.addAll(detail.cleaned()));
    return new ArrayList<>(forms);
  }

  /** What is known of one address so far. */
  private static final class Draft {
    private final Set<String> types = new TreeSet<>();
    private final Set<String> cleaned = new LinkedHashSet<>();
    private final Set<String> anchorTexts = new LinkedHashSet<>();
    private final Map<String, String> hosts = new LinkedHashMap<>();
  }

  /** Addresses by how they were written. */
  private final class Collection {
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, String> registered = new HashMap<>();
    private final MatchBudget budget;
    private int octets;

    Collection(MatchBudget budget) {
      this.budget = budget;
    }

    /**
     * @param strict whether it counts only with a valid host
     */
    void add(String uri, Set<String> types, List<String> anchorTexts, boolean strict) {
      boolean late = Thread.currentThread().isInterrupted(); // whoever asked looks at it next
      if (late || drafts.size() >= MOST || octets >= MOST_OCTETS) {
        return;
      }
      Draft found = new Draft();
      for (String form : Canonical.forms(uri, redirectors, domains, budget)) {
        octets += form.length();
        String cut = form.length() <= LONGEST ? form : form.substring(0, LONGEST);
        found.cleaned.add(cut);
        addHost(cut, found.hosts);
      }
      if (strict && found.hosts.isEmpty()) {
        return;
      }
      Draft draft = drafts.computeIfAbsent(uri, u -> new Draft());
      draft.types.addAll(types);
      draft.cleaned.addAll(found.cleaned);
      draft.hosts.putAll(found.hosts);
      draft.anchorTexts.addAll(anchorTexts);
    }

    private void addHost(String uri, Map<String, String> hosts) {
      String written = host(HostNames.lower(uri));
      if (!written.isEmpty()) {
        String host = HostNames.ascii(written);
        String domain = registered.computeIfAbsent(host, UriFinder.this::registered);
        if (!domain.isEmpty()) {
          hosts.put(host, domain);
        }
      }
    }

    void addSigner(String domain) {
      Map<String, String> hosts = new LinkedHashMap<>();
      addHost("domainkeys:" + domain, hosts);
      if (!hosts.isEmpty() && drafts.size() < MOST) {
        Draft draft = drafts.computeIfAbsent("domainkeys:" + domain, u -> new Draft());
        draft.types.addAll(SIGNER);
        draft.hosts.putAll(hosts);
      }
    }

    List<UriDetail> details() {
      List<UriDetail> details = new ArrayList<>();
      drafts.forEach(
          (uri, draft) ->
              details.add(
                  new UriDetail(
                      uri,
                      draft.types,
                      List.copyOf(draft.cleaned),
                      List.copyOf(draft.anchorTexts),
                      draft.hosts)));
      return details;
    }
  }

  /** What somebody registered of a host; "" if it is no valid one. An IP address is all theirs. */
  private String registered(String host) {
    if (HostNames.isIpAddress(host)) {
      return host;
    }
    boolean valid = domains.isWellFormed(host) && domains.isValid(host);
    return valid ? domains.registered(host) : "";
  }

  /** The host that it names; "" if none, or if it is still in disguise. */
  private static String host(String uri) {
    if (uri.startsWith("javascript:") || uri.startsWith("cid:") || uri.startsWith("file:")) {
      return "";
    }
    String host = uri.startsWith("mailto:") ? mailHost(uri) : webHost(uri);
    return hasPrintableCode(host) ? "" : host;
  }

  private static String mailHost(String uri) {
    int query = uri.indexOf('?');
    String address = query < 0 ? uri : uri.substring(0, query);
    int sign = address.indexOf('@');
    return sign >= 0 && sign == address.lastIndexOf('@') ? address.substring(sign + 1) : "";
  }

  private static String webHost(String uri) {
    int start = afterScheme(uri);
    int end = start;
    while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    String host = uri.substring(start, end);
    host = host.substring(host.lastIndexOf('@') + 1);
    int last = host.length();
    while (last > 0 && host.charAt(last - 1) >= '0' && host.charAt(last - 1) <= '9') {
      last--;
    }
    return last > 0 && host.charAt(last - 1) == ':' ? host.substring(0, last - 1) : host;
  }

  private static int afterScheme(String uri) {
    int i = 0;
    while (i < uri.length() && uri.charAt(i) >= 'a' && uri.charAt(i) <= 'z') {
      i++;
    }
    if (i == 0 || !uri.startsWith(":", i)) {
      return 0;
    }
    i++;
    for (int slashes = 0; slashes < 2 && uri.startsWith("/", i); slashes++) {
      i++;
    }
    return i;
  }

  private static boolean hasPrintableCode(String host) {
    for (int i = host.indexOf('%'); i >= 0 && i + 2 < host.length(); i = host.indexOf('%', i + 1)) {
      int high = UriCodes.hex(host.charAt(i + 1));
      int low = UriCodes.hex(host.charAt(i + 2));
      int code = high * 16 + low;
      if (high >= 0 && low >= 0 && code > 0x20 && code < 0x7F) {
        return true;
      }
    }
    return false;
  }
}
