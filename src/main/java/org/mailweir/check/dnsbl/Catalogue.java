package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lists that Mailweir knows. Findings are named as SpamAssassin's rules for the same lists, so
 * that score lines for them hold; points here count where there is no such line. What the values
 * mean is published by each list; their terms are in the how-to.
 */
final class Catalogue {

  static final String NAMES =
      "spamhaus-zen, spamhaus-dbl, spamcop, psbl, mailspike, barracuda, validity, surbl, uribl,"
          + " msbl-ebl, dnswl";

  /**
   * A list a block: its name and zone, what it always lists (- for nothing), and what it never
   * lists; then what is asked, each with what the answers mean.
   */
  private static final String TEXT =
      """
      spamhaus-zen zen.spamhaus.org 127.0.0.2 127.0.0.1
        relays
          127.0.0.2 RCVD_IN_SBL 2.0 A relay is listed by Spamhaus as a source of spam (SBL)
          127.0.0.3 RCVD_IN_SBL_CSS 3.3 A relay is listed by Spamhaus for low-reputation mail (CSS)
        client
          127.0.0.4-127.0.0.7 RCVD_IN_XBL 2.0 The client is listed by Spamhaus as hijacked (XBL)
          127.0.0.10-127.0.0.11 RCVD_IN_PBL 3.3 The client's network sends no mail directly (PBL)
        link_addresses
          127.0.0.2 URIBL_SBL_A 0.1 A link leads to an address that Spamhaus lists (SBL)
          127.0.0.3 URIBL_CSS_A 0.1 A link leads to an address that Spamhaus lists (CSS)
      spamhaus-dbl dbl.spamhaus.org dbltest.com invalid
        link_hosts
          127.0.1.2 URIBL_DBL_SPAM 2.5 A link leads to a spam domain (Spamhaus DBL)
          127.0.1.4 URIBL_DBL_PHISH 2.5 A link leads to a phishing domain (Spamhaus DBL)
          127.0.1.5 URIBL_DBL_MALWARE 2.5 A link leads to a malware domain (Spamhaus DBL)
          127.0.1.6 URIBL_DBL_BOTNETCC 2.5 A link leads to a botnet's domain (Spamhaus DBL)
          127.0.1.102 URIBL_DBL_ABUSE_SPAM 2.0 A link leads to an abused domain (Spamhaus DBL)
          127.0.1.103 URIBL_DBL_ABUSE_REDIR 0.001 A link leads to an abused redirector (Spamhaus DBL)
          127.0.1.104 URIBL_DBL_ABUSE_PHISH 2.5 A link leads to a domain abused to phish (Spamhaus DBL)
          127.0.1.105 URIBL_DBL_ABUSE_MALW 2.5 A link leads to abused malware hosting (Spamhaus DBL)
          127.0.1.106 URIBL_DBL_ABUSE_BOTCC 2.5 A link leads to a domain abused by a botnet (Spamhaus DBL)
        sender from reply_to helo rdns
          127.0.1.2-127.0.1.99 DBL_LISTS_SENDER 2.0 A domain of the sender is listed (Spamhaus DBL)
      spamcop bl.spamcop.net 127.0.0.2 127.0.0.1
        relays
          127.0.0.2 RCVD_IN_BL_SPAMCOP_NET 1.3 A relay was reported for spam (SpamCop)
      psbl psbl.surriel.com 127.0.0.2 127.0.0.1
        client
          127.0.0.2 RCVD_IN_PSBL 2.7 The client sent mail to spam traps (PSBL)
      mailspike bl.mailspike.net 127.0.0.2 127.0.0.1
        client
          127.0.0.2 RCVD_IN_MSPIKE_ZBI 2.7 The client takes part in a wave of spam (Mailspike)
          127.0.0.10 RCVD_IN_MSPIKE_L5 2.5 The client has a very bad reputation (Mailspike)
          127.0.0.11 RCVD_IN_MSPIKE_L4 1.7 The client has a bad reputation (Mailspike)
          127.0.0.12 RCVD_IN_MSPIKE_L3 0.9 The client has a low reputation (Mailspike)
      barracuda b.barracudacentral.org 127.0.0.2 127.0.0.1
        client
          127.0.0.2 RCVD_IN_BRBL_LASTEXT 1.4 The client is listed by Barracuda
      validity bl.score.senderscore.com - 127.0.0.1
        client
          127.0.0.0-127.0.0.254 RCVD_IN_VALIDITY_RPBL 1.3 The client is listed by Validity
      surbl multi.surbl.org test.surbl.org invalid
        link_hosts
          127.0.0.1 refused
          &8 URIBL_PH_SURBL 2.0 A link leads to a phishing domain (SURBL)
          &16 URIBL_MW_SURBL 1.3 A link leads to a malware domain (SURBL)
          &64 URIBL_ABUSE_SURBL 1.8 A link leads to a domain of spam (SURBL)
          &128 URIBL_CR_SURBL 1.3 A link leads to a cracked site (SURBL)
      uribl multi.uribl.com test.uribl.com invalid
        links
          127.0.0.1 refused
          &2 URIBL_BLACK 2.0 A link leads to a domain of spam (URIBL black)
          &4 URIBL_GREY 0.4 A link leads to a domain of bulk mail (URIBL grey)
          &8 URIBL_RED 0.001 A link leads to a domain under observation (URIBL red)
      msbl-ebl ebl.msbl.org - invalid
        mail_addresses
          127.0.0.2-127.0.0.3 HASHBL_EMAIL 1.5 A mail address is one of fraudsters (MSBL EBL)
      dnswl list.dnswl.org - 127.0.0.1
        client
          127.0.*.255 refused
          127.0.*.0 RCVD_IN_DNSWL_NONE -0.0001 The client is known to DNSWL, without trust
          127.0.*.1 RCVD_IN_DNSWL_LOW -0.7 The client has low trust at DNSWL
          127.0.*.2 RCVD_IN_DNSWL_MED -2.3 The client has medium trust at DNSWL
          127.0.*.3 RCVD_IN_DNSWL_HI -4 The client has high trust at DNSWL
      """;

  private static final Map<String, List<ListSettings>> LISTS = read();

  private Catalogue() {}

  /** The entries of a list; each asks about other things. */
  static List<ListSettings> get(String name) {
    return LISTS.getOrDefault(name, List.of());
  }

  /** Throws IllegalArgumentException that names the key when a name is not known. */
  static void require(String key, List<String> names) {
    for (String name : names) {
      if (!LISTS.containsKey(name)) {
        throw new IllegalArgumentException(
            key + ": \"" + name + "\" is not known; there are " + NAMES);
      }
    }
  }

  private static Map<String, List<ListSettings>> read() {
    Map<String, List<ListSettings>> lists = new LinkedHashMap<>();
    String[] head = {};
    List<Subject> asks = List.of();
    List<String> answers = new ArrayList<>();
    for (String line : (TEXT + "end").lines().toList()) {
      if (line.startsWith("    ")) {
        answers.add(line.strip());
        continue;
      }
      if (!answers.isEmpty()) {
        lists.computeIfAbsent(head[0], n -> new ArrayList<>()).add(entry(head, asks, answers));
        answers.clear();
      }
      if (line.startsWith("  ")) {
        asks = subjects(line);
      } else {
        head = line.split(" ");
      }
    }
    return lists;
  }

  private static List<Subject> subjects(String line) {
    return Stream.of(line.strip().split(" "))
        .map(word -> Subject.valueOf(word.toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static ListSettings entry(String[] head, List<Subject> asks, List<String> answers) {
    @Nullable String listed = head[2].equals("-") ? null : head[2];
    return new ListSettings(head[0], head[1], asks, answers, Hash.SHA1, listed, head[3]);
  }
}
