package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Providers where anybody gets an address, and what counts as such an address.
 *
 * @param patterns domains in which {@code *} stands for a part without dots and {@code ?} for a
 *     character
 * @param welcome addresses and domains that do not count
 * @param mostAddresses from so many addresses in the text on they are not looked at
 * @param mostFreemails likewise for addresses of such providers
 */
record FreemailSettings(
    Set<String> domains,
    List<Pattern> patterns,
    Set<String> welcome,
    int mostAddresses,
    int mostFreemails,
    boolean skipsOverMost,
    boolean skipsBulk) {

  private static final Pattern ROLE =
      Pattern.compile(
          "(?i)(?:abuse|support|sales|info|helpdesk|contact|kontakt|(?:post|host|domain)master"
              + "|undisclosed.*|request-[a-f0-9]{16}|bounced?-"
              + "|[a-f0-9]{8}(?:\\.[a-f0-9]{8}|-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}))@");

  static FreemailSettings of(Map<String, List<String>> lines) {
    Set<String> domains = new HashSet<>();
    List<Pattern> patterns = new ArrayList<>();
    for (String word : all(lines, "freemail_domains")) {
      if (AddressList.isPattern(word)) {
        patterns.add(pattern(word));
      } else {
        domains.add(word);
      }
    }
    Set<String> welcome = new HashSet<>(all(lines, "freemail_whitelist"));
    welcome.addAll(all(lines, "freemail_welcomelist"));
    return new FreemailSettings(
        domains,
        patterns,
        welcome,
        number(lines, "freemail_max_body_emails", 5),
        number(lines, "freemail_max_body_freemails", 3),
        number(lines, "freemail_skip_when_over_max", 1) != 0,
        number(lines, "freemail_skip_bulk_envfrom", 1) != 0);
  }

  private static List<String> all(Map<String, List<String>> lines, String name) {
    return lines.getOrDefault(name, List.of()).stream()
        .flatMap(line -> EvalSettings.words(line).stream())
        .toList();
  }

  private static int number(Map<String, List<String>> lines, String name, int otherwise) {
    List<String> written = lines.getOrDefault(name, List.of());
    return written.isEmpty() ? otherwise : (int) Arguments.number(written.getLast());
  }

  private static Pattern pattern(String domain) {
    StringBuilder source = new StringBuilder();
    for (char c : domain.toCharArray()) {
      source.append(c == '*' ? "[^.]*+" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(source.toString(), Pattern.UNIX_LINES);
  }

  boolean known() {
    return !domains.isEmpty() || !patterns.isEmpty();
  }

  /**
   * Whether a person could have it of such a provider.
   *
   * @param address in lower case
   */
  boolean isFreemail(String address) {
    int at = address.lastIndexOf('@');
    String domain = address.substring(at + 1);
    if (address.isEmpty()
        || welcome.contains(address)
        || welcome.contains(domain)
        || ROLE.matcher(address).lookingAt()
        || isForward(address, at)) {
      return false;
    }
    return domains.contains(domain)
        || at >= 0 && patterns.stream().anyMatch(p -> p.matcher(domain).matches());
  }

  /** Two equal signs with something around them before the last at sign. */
  private static boolean isForward(String address, int at) {
    int first = address.indexOf('=', 1);
    int second = first < 0 ? -1 : address.indexOf('=', first + 2);
    return second >= 0 && at >= second + 2;
  }
}
