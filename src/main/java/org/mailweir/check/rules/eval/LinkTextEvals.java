package org.mailweir.check.rules.eval;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.DomainNames;
import org.mailweir.check.rules.text.HtmlFacts;
import org.mailweir.check.rules.text.HtmlLink;
import org.mailweir.check.rules.uri.UriDetail;
import org.mailweir.relay.IpText;

/** Functions about links whose text shows another address than they lead to. */
final class LinkTextEvals {

  private static final Pattern HOST = Pattern.compile("(?i)https?://([^/:?#]+)");
  private static final Pattern SHOWN_HOST = Pattern.compile("(?i)https://([^\\s/:?#]+)");
  private static final Pattern TO_ADDRESS =
      Pattern.compile("(?i)https?:/*(?:[^@/]++@)?\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern SHOWN_ADDRESS =
      Pattern.compile("(?i)https:/*(?:[^@/]++@)?\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern SHOWN_HTTPS = Pattern.compile("(?i)https:");
  private static final Pattern INNER =
      Pattern.compile("(?i)https?://([^/:?]++).+?(https?:/{0,2}([^/:?]++).*)", Pattern.UNIX_LINES);
  private static final int MOST_INNER = 20;

  private LinkTextEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.of(
        "check_https_http_mismatch", LinkTextEvals::otherHost,
        "check_https_ip_mismatch", a -> Eval.of(LinkTextEvals::addressBehindName),
        "check_for_http_redirector", a -> Eval.of(LinkTextEvals::redirector));
  }

  private static Eval otherHost(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.has(0) ? Math.max(1, arguments.number(0)) : 1;
    double below = arguments.limit(1, Double.POSITIVE_INFINITY);
    return Eval.of(
        input ->
            input.text().html().stream()
                .anyMatch(h -> otherHost(h, input.domains(), least, below)));
  }

  private static boolean otherHost(
      HtmlFacts html, DomainNames domains, double least, double below) {
    int anchors = 0;
    boolean hit = false;
    for (HtmlLink link : html.links()) {
      String domain = link.anchorTexts().isEmpty() ? "" : domainOf(link.uri(), domains);
      if (!domain.isEmpty()) {
        anchors++;
        hit |= link.anchorTexts().stream().anyMatch(text -> showsOther(text, domain, domains));
      }
    }
    return hit && anchors >= least && anchors < below;
  }

  private static String domainOf(String uri, DomainNames domains) {
    Matcher host = HOST.matcher(uri);
    if (!host.lookingAt() || IpText.isAddress(host.group(1))) {
      return "";
    }
    String domain = HostNames.domain(host.group(1), domains);
    return HostNames.isValid(domain) ? domain : "";
  }

  private static boolean showsOther(String text, String domain, DomainNames domains) {
    Matcher shown = SHOWN_HOST.matcher(text);
    if (!shown.find()) {
      return false;
    }
    String other = HostNames.domain(shown.group(1), domains);
    return !other.isEmpty() && !other.equals(domain);
  }

  private static boolean addressBehindName(EvalInput input) {
    return input.text().html().stream()
        .flatMap(html -> html.links().stream())
        .filter(link -> TO_ADDRESS.matcher(link.uri()).lookingAt())
        .flatMap(link -> link.anchorTexts().stream())
        .anyMatch(
            text -> !SHOWN_ADDRESS.matcher(text).lookingAt() && SHOWN_HTTPS.matcher(text).find());
  }

  private static boolean redirector(EvalInput input) {
    for (UriDetail uri : input.uris()) {
      for (String cleaned : uri.cleaned()) {
        if (leadsOn(cleaned, input.domains())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean leadsOn(String uri, DomainNames domains) {
    Matcher inner = INNER.matcher(uri);
    for (int i = 0; i < MOST_INNER && inner.lookingAt(); i++) {
      String from = HostNames.domain(inner.group(1), domains);
      String to = HostNames.domain(inner.group(3), domains);
      if (!from.equals(to)) {
        return true;
      }
      inner = INNER.matcher(inner.group(2));
    }
    return false;
  }
}
