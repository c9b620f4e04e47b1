package org.mailweir.relay;

import static org.mailweir.relay.ReceivedFormat.Trait.COURIER;
import static org.mailweir.relay.ReceivedFormat.Trait.HELO_IS_RDNS;
import static org.mailweir.relay.ReceivedFormat.Trait.IDENT_IN_RDNS;
import static org.mailweir.relay.ReceivedFormat.Trait.LOOKS_UP;
import static org.mailweir.relay.ReceivedFormat.Trait.LOOKS_UP_UNLESS_UNKNOWN;
import static org.mailweir.relay.ReceivedFormat.Trait.NO_BY;
import static org.mailweir.relay.ReceivedFormat.Trait.NO_ID;
import static org.mailweir.relay.ReceivedFormat.other;
import static org.mailweir.relay.ReceivedFormat.relay;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mailweir.relay.ReceivedFormat.Meaning;

/**
 * The known forms of {@code Received} fields, in the order in which they are tried: the first that
 * fits is taken. What a program is known to write comes before what many programs write alike.
 */
final class ReceivedFormats {

  /** The forms of one program, tried where its mark is in the field. */
  record Family(Predicate<String> mark, List<ReceivedFormat> formats) {}

  private static final Predicate<String> EXCHANGE =
      Pattern.compile(
              " with (?:Microsoft SMTP Server|mapi id) (?:\\([^)]+\\) )?\\d+\\.\\d+\\.\\d+\\.\\d+(?:$| )")
          .asPredicate();

  private static final String QMAIL_SENDER = "{(?: \\(envelope-sender <\\S+>\\))?}";

  static final List<ReceivedFormat> WEBMAIL =
      List.of(
          relay(
              " authenticated user ",
              "{(?=.* \\((?:SquirrelMail|NaSMail) a).*?}$ip{\\b(?![.-]).{10,80}}by $by with HTTP"),
          relay(
              "with HTTP (WebMailUI)",
              "{(?=.*aol\\.com).*?}$ip by $by ($address) with HTTP (WebMailUI)"));

  /** Only the first family whose mark is there is tried. */
  static final List<Family> FAMILIES =
      List.of(
          new Family(
              f -> f.contains(" SMTPSVC"),
              List.of(
                  relay("Microsoft", "$helo? ([$ip]{[^)]{0,40}}) by $by with Microsoft SMTPSVC"),
                  ignored(
                      "mail pickup", "mail pickup service by $word with Microsoft SMTPSVC{$}"))),
          new Family(
              f -> (f.contains("Microsoft SMTP") || f.contains("mapi id")) && EXCHANGE.test(f),
              List.of(relay(" by ", "$helo ({\\[?}$ip{(?:%[A-Z0-9._~-]*)?\\]?}) by $by ", NO_ID))),
          new Family(
              f -> f.contains("[XMail "),
              List.of(
                  relay(
                      "[XMail ",
                      "$helo ({(?<ip>\\[?$address\\]?):\\d+}) by $by{(?: \\(\\S+\\))?} with [XMail"))),
          new Family(
              f -> f.contains("(ecelerity") && !f.matches(".*\\(ecelerity\\w.*"),
              List.of(
                  relay("ecelerity", "([$ip{:\\d+}] helo=$helo) by $by "),
                  relay("ecelerity", "$word ([$ip{:\\d+}]) by $by "))),
          new Family(f -> f.contains("Exim"), exim()),
          new Family(
              f -> f.contains(" (Postfix) with"),
              List.of(
                  relay(" by ", "$helo ($rdns [$ip]) by $by ", LOOKS_UP),
                  relay(" by ", "$helo ($rdns[$ip]) by $by ", LOOKS_UP))),
          new Family(
              f -> f.contains("(Scalix SMTP Relay"),
              List.of(relay(" by ", "$helo ({ ?}$ip) by $by"))),
          new Family(
              f -> f.contains(" (Lotus Domino "),
              List.of(relay(" by ", "$helo ([$ip]) by $by (Lotus"))));

  /** For fields that start with {@code from}. */
  static final List<ReceivedFormat> COMMON =
      List.of(
          relay("with HTTP", "{(?=.*\\bwith HTTP\\b)}$ip ([$address]) by $by"),
          relay(
              " (",
              "{(?!.* by \\S+ \\(qmail-\\S+\\) with )}$helo ($rdns [$ip]{.*}) by $by (",
              LOOKS_UP,
              IDENT_IN_RDNS),
          relay(" with ", "$helo ($rdns [$ip]) by $by with $word (", LOOKS_UP),
          relay(" helo=", "$rdns ([$ip] helo=$helo) by $by with "),
          relay("(<unknown", "$helo (<unknown$word?[$ip]) by $by "),
          relay("[", "$helo ({(?<rdns>\\S+\\.\\S+)}[$ip]) by $by ", LOOKS_UP),
          relay("@[", "$helo ($ident?@[$ip]{.*}) by $by (", LOOKS_UP),
          relay(".hotmail.msn.com ", "$ip {.*?by (?<by>\\S+\\.hotmail\\.msn\\.com) }"),
          relay(".hotmail.msn.com ", "{.*?by (?<by>\\S+\\.hotmail\\.msn\\.com) }"),
          relay("(qpsmtpd/", "$rdns ($HELO $helo?) ($ip) by $by (qpsmtpd/$word) with {E?SMTP}"),
          relay("(LHLO ", "$rdns (LHLO $helo?) ($ip) by $by with LMTP"),
          relay("HLO ", "$rdns ($HELO $helo?) [$ip] by $by ({[^)]+}) with {E?SMTP}"),
          relay("HELO ", "$rdns ($HELO $helo?) [$ip] by $by ({[^)]+}) with {E?SMTP}"),
          relay("SMTP(", "$helo ([$ip]) by $by via smtpd (for $word) with SMTP("),
          qmail("$rdns ($HELO {(?<helo>[^ ()]*)}) ({(?<ident>\\S*)}@{\\[?}$ip{\\]?})"),
          qmail("$rdns ($HELO {(?<helo>[^ ()]*)}) ({\\[?}$ip{\\]?})"),
          qmail("$rdns ($ident?@{\\[?}$ip{\\]?})", HELO_IS_RDNS),
          qmail("$rdns ({\\[?}$ip{\\]?})", HELO_IS_RDNS),
          relay(" via HTTP", "[$ip] by $by via HTTP{$}"),
          relay("( [", "$word ( [$ip]){.*?} by $by "),
          relay("(", "($helo [$ip]) by $by "),
          relay("[", "[$ip] by $by "),
          relay("(", "({\\[?}$ip{\\]?}) by $by "),
          relay("] with ", "$helo [$ip] by $by [$address] with ", LOOKS_UP),
          relay("[(", "$helo [($ip)] by $by ($address) "),
          relay("([", "$helo ([$ip]) by $by (", LOOKS_UP),
          relay(" [", "$helo ($rdns [$ip]){.*?} by {(?<by>\\S+)\\b}", COURIER),
          relay("([", "$helo ([$ip{(?:[.:]\\d+)?}]){.*?} by $by ", LOOKS_UP),
          other(Meaning.FETCHED, "with ", "{.*with (?:POP3|IMAP)}"),
          relay(
              "LO ",
              "$rdns ($HELO {(?<helo>[^)]*)}) ({(?:(?<ident>\\S*)@)?\\[?}$ip{\\]?}){.*} by $by ",
              LOOKS_UP),
          relay(
              "(",
              "$rdns ({(?:(?<ident>\\S*)@)?\\[?}$ip{\\]?}){.*} by $by ",
              HELO_IS_RDNS,
              LOOKS_UP),
          relay(" via smap ", "$rdns($ip) by $by via smap ", LOOKS_UP),
          relay(" via smap ", "$rdns($ip, $HELO $helo?) by $by via smap ", LOOKS_UP),
          relay(" (", "$ip by $by ({(?:SMTPL|InterScan)\\b}"),
          ignored(" with BSMTP", "$word by $word with BSMTP"),
          relay(
              "LO ",
              "$rdns ($HELO $helo?) ({(?:(?<ident>\\S+)@)?}$ip{.*?}) by $by with ",
              LOOKS_UP),
          relay("LO ", "[$ip] ({(?:account \\S+ )?}$HELO $helo?) by $by ("),
          relay(" (CommuniGate Pro", "$rdns ([$ip] verified) by $by (", HELO_IS_RDNS, LOOKS_UP),
          ignored(" (Content Technologies ", "$word ($word) by $word (Content Technologies "),
          relay("] [", "$helo ([$ip] [$word]) by $by with "),
          relay(" with ", "$ip by $by with "),
          relay("[", "$helo ($rdns[$ip]) by $by ", LOOKS_UP),
          relay("LO ", "[$ip]$word ($HELO $helo?) by $by "),
          relay("LO ", "$ip ($HELO $helo?) by $by "),
          relay(" [", "$helo [$ip] by $by "),
          relay("(", "$rdns($ip) by $by "),
          relay(") by ", "$ip ({[A-Za-z][^)]+}) by $by with "),
          relay("[", "[$ip] ({(?<note>[^)]+)}) by $by "),
          relay(
              " via ",
              "$rdns($ip){(?:, claiming to be \"(?<helo>\\S+)\")?} via $word by $by,",
              LOOKS_UP_UNLESS_UNKNOWN),
          relay(
              " with login) by ",
              "$helo ($word@$ip with login) by {(?<by>\\S+\\.yahoo\\.com)} with SMTP"),
          relay("X-Originating-IP:", "X-Originating-IP: $ip{$}", NO_BY),
          ignored("@", "$word ({[^\\s@]+}@$localhost) by $word ("),
          ignored("with local-", "$word $word by $word with local-{e?smtp }"),
          ignored("(AVG SMTP ", "127.0.0.1 (AVG SMTP $word [$word])"),
          ignored("@", "{\\S[^\\s@]*+@\\S++} by $word "),
          ignored("Unknown/Local (", "Unknown/Local ("),
          ignored("(", "$localhost ({(?:\\S+@)?}$localhost{[)\\[]}"),
          ignored("(", "$word ({(?:\\S+@)?}$localhost) "),
          ignored("@", "$word ($word@$word [$localhost]) "),
          ignored("(AUTH: ", "(AUTH: $word) by $word with "),
          ignored("UNIX: ", "localhost (localhost [[UNIX: localhost]]) by "),
          ignored(" with Novell_GroupWise", "{[^.]+} by $word with Novell_GroupWise"),
          other(
              Meaning.SENDER_OF_NEXT,
              " with qmail-scanner",
              "$word by $word ({.{0,100}}) with qmail-scanner"),
          ignored("[unix socket]", "$word ([unix socket]) by $word (Cyrus v{[0-9.]+}) with LMTPA"),
          ignored(" by ", "$word by $word {(?:with|via|for|\\()}"),
          ignored(" by", "$word {(?:(?:with|via|for) \\S+|\\(unverified\\)) by\\b}"),
          ignored("(SG) with ", "$word (unknown) by $word (SG) with {\\b}"),
          ignored("(OpenSMTPD) with ", "$word ($word [local]) by $word (OpenSMTPD) with {\\b}"),
          ignored("(LSMTP for", "{.*?}(LSMTP for"),
          ignored("MailEnable", "([$localhost]) with MailEnable "),
          ignored("Thrift", "facebook.com ({[^)]+}) by facebook.com with Thrift id $word{$}"),
          ignored("gmailapi", "$word named $word by gmailapi.google.com with HTTPREST{$}"),
          ignored(" id ", "$word id $word{$}"),
          ignored("(Jetsend", "[<{.*? \\(Jetsend}"));

  /** For fields that start with {@code FROM}. */
  static final List<ReceivedFormat> UPPER_CASE =
      List.of(
          relay(
              " BY ",
              "$helo ($rdns [$ip]) BY $by {(?:\\([^)]+\\) WITH SMTP )?ID <?(?<id>\\S+?)>?(?: FOR <[^>]+>)?$}",
              LOOKS_UP));

  /** For fields that start with {@code (from}. */
  static final List<ReceivedFormat> IN_PARENTHESES =
      List.of(
          relay("(NAVGW ", "$helo? [$ip]) by $by (NAVGW {.*?}) with "),
          ignored("@localhost", "{\\S+@localhost\\)} by $word "),
          ignored("(jqueuemail)", "{[^\\s@]+@[^)]+\\)} by {\\S+\\(jqueuemail\\)} id {[^\\s;]+}"));

  private ReceivedFormats() {}

  private static List<ReceivedFormat> exim() {
    return List.of(
        ignored("with local", "{.*\\bwith local(?:-\\S+)? }"),
        relay("[", "[$ip] ({(?<note>.*?)}) by $by "),
        relay("([", "$rdns ([$ip]{(?<note>.*?)}) by $by ", HELO_IS_RDNS),
        relay(" [", "$rdns [$ip]{(?::\\d+)?} by $by ", HELO_IS_RDNS));
  }

  /** A form of qmail, whose protocol is a plain SMTP or QMQP that no number follows. */
  private static ReceivedFormat qmail(String hosts, ReceivedFormat.Trait... traits) {
    ReceivedFormat.Trait[] all = java.util.Arrays.copyOf(traits, traits.length + 1);
    all[traits.length] = LOOKS_UP_UNLESS_UNKNOWN;
    return relay(
        " with ",
        "{(?=\\S+(?: \\((?:HELO|EHLO) \\S*\\))? \\((?:\\S+@)?\\[?$address\\]?\\)"
            + "(?: \\(envelope-sender <\\S+>\\))? by \\S+(?: \\(.+\\))? with (?:.* )?(?:SMTP|QMQP)(?! id ))}"
            + hosts
            + QMAIL_SENDER
            + " by $by",
        all);
  }

  private static ReceivedFormat ignored(String literal, String template) {
    return other(Meaning.IGNORED, literal, template);
  }
}
