package org.mailweir.check.rules.eval;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.relay.IpText;
import org.mailweir.relay.RelayView.Kind;

/** Functions that find mail which claims to come from a great provider, but did not pass it. */
final class ForgedProviders {

  static final HeaderSelector RECEIVED = HeaderSelector.parse("Received");

  private static final HeaderSelector FROM = HeaderSelector.parse("From:addr");
  private static final HeaderSelector X_RECEIVED = HeaderSelector.parse("X-Received");
  private static final HeaderSelector ORIGIN = HeaderSelector.parse("X-Originating-IP");
  private static final HeaderSelector SENDER_IP = HeaderSelector.parse("X-Sender-Ip");
  private static final HeaderSelector MAILER = HeaderSelector.parse("X-Mailer");
  private static final HeaderSelector RESENT_FROM = HeaderSelector.parse("Resent-From");
  private static final HeaderSelector RESENT_TO = HeaderSelector.parse("Resent-To");
  private static final HeaderSelector GMAIL_STATE = HeaderSelector.parse("X-Gm-Message-State");
  private static final HeaderSelector GMAIL_SOURCE = HeaderSelector.parse("X-Google-Smtp-Source");
  private static final HeaderSelector MAILING_LIST = HeaderSelector.parse("Mailing-List");
  private static final HeaderSelector DELIVERED_TO = HeaderSelector.parse("Delivered-To");

  private static final int GMAIL_MARK = 60;

  /** Bounds the work that a hostile header makes. */
  private static final int LONGEST = 16_384;

  private static final Pattern EZMLM =
      Pattern.compile("(?m)^contact \\S+@\\S+; run by ezmlm$", Pattern.UNIX_LINES);
  private static final Pattern EZMLM_TO = Pattern.compile("(?m)^mailing list \\S+@\\S");
  private static final Pattern QMAIL =
      Pattern.compile(
          "qmail \\d+ invoked (?:from network|by .{3,20})\\); \\d+ ... \\d", Pattern.UNIX_LINES);
  private static final Pattern MSN_GROUPS =
      Pattern.compile("from groups\\.msn\\.com \\(\\S+\\.msn\\.com ");
  private static final Pattern AOL_RELAY = Pattern.compile("(?i) rly-[a-z][a-z]\\d\\d\\.");
  private static final Pattern AOL =
      Pattern.compile("/AOL-\\d+\\.\\d+\\.\\d+\\)|ESMTP id (?:RELAY|MAILRELAY|MAILIN)");
  private static final Pattern EUDORA = Pattern.compile("by \\S*whowhere.com;");
  private static final Pattern YAHOO_RDNS = Pattern.compile(" rdns=\\S+\\.yahoo\\.com ");
  private static final Pattern YAHOO_FIRST_RDNS =
      Pattern.compile("[^\\]]+ rdns=\\S+\\.yahoo\\.com ");
  private static final Pattern YAHOO =
      Pattern.compile(
          "by web\\S+\\.mail\\S*\\.yahoo\\.com via HTTP"
              + "|by sonic\\S+\\.consmr\\.mail\\S*\\.yahoo\\.com with HTTP"
              + "|by smtp\\S+\\.yahoo\\.com with SMTP"
              + "|from \\["
              + IpText.ADDRESS
              + "\\] by \\S+\\.(?:groups|scd|dcn)\\.yahoo\\.com with NNFMP"
              + "|by \\w+\\.\\w+\\.yahoo\\.com \\(\\d+\\.\\d+\\.\\d+/\\d+\\.\\d+\\.\\d+\\)(?: with ESMTP)? id \\w");
  private static final Pattern YAHOO_NEWS =
      Pattern.compile("\\bmailer\\d+\\.bulk\\.scd\\.yahoo\\.com\\b");
  private static final Pattern GMAIL =
      Pattern.compile("by 10\\.\\S+ with SMTP id \\S|by 2002:a\\d\\d:\\w+:\\S+ with SMTP id \\S");
  private static final Pattern GOOGLEMAIL =
      Pattern.compile("by smtp\\.googlemail\\.com with ESMTPSA id \\S");
  private static final GuardedPattern JUNO =
      Guards.guard(
          "check_for_forged_juno_received_headers",
          Pattern.compile(
              "from[^\\n]*\\b(?:juno|untd)\\.com[^\\n]*[\\[(]"
                  + IpText.ADDRESS
                  + "[\\])][^\\n]*by"
                  + "| cookie\\.(?:juno|untd)\\.com "));
  private static final Pattern GW05 =
      Pattern.compile(
          "\\nfrom\\s\\S+\\sby\\s([^.\\s]+)\\swith\\sESMTP;\\s+\\S{3},\\s+\\d+\\s+\\S{3}\\s+\\d{4}\\s+"
              + "\\d\\d:\\d\\d:\\d\\d\\s+[-+]*\\d{4}\\n$");
  private static final Pattern ADDRESS = Pattern.compile(IpText.ADDRESS);

  private ForgedProviders() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry(
            "gated_through_received_hdr_remover", a -> Eval.of(ForgedProviders::lostReceived)),
        Map.entry("check_for_fake_aol_relay_in_rcvd", a -> Eval.of(ForgedProviders::aol)),
        Map.entry(
            "check_for_forged_eudoramail_received_headers", a -> Eval.of(ForgedProviders::eudora)),
        Map.entry("check_for_forged_yahoo_received_headers", a -> Eval.of(ForgedProviders::yahoo)),
        Map.entry("check_for_forged_juno_received_headers", a -> Eval.of(ForgedProviders::juno)),
        Map.entry("check_for_forged_gmail_received_headers", a -> Eval.of(ForgedProviders::gmail)),
        Map.entry(
            "check_for_forged_hotmail_received_headers", a -> Eval.of(i -> Hotmail.of(i).forged())),
        Map.entry(
            "check_for_no_hotmail_received_headers", a -> Eval.of(i -> Hotmail.of(i).missing())),
        Map.entry("check_for_msn_groups_headers", a -> Eval.of(Hotmail::isMsnGroup)),
        Map.entry("check_for_forged_gw05_received_headers", a -> Eval.of(ForgedProviders::gw05)));
  }

  static boolean isFrom(EvalInput input, String domain) {
    String from = input.header(FROM);
    int start = from.length() - domain.length();
    return start >= 0
        && from.regionMatches(true, start, domain, 0, domain.length())
        && (start == 0 || !isWord(from.charAt(start - 1)));
  }

  private static boolean isWord(char c) {
    return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
  }

  /** The fields with single blanks. */
  static String received(EvalInput input) {
    return flat(input.header(RECEIVED));
  }

  private static String flat(String value) {
    return cut(value).replaceAll("\\s+", " ");
  }

  private static String cut(String value) {
    return value.substring(0, Math.min(LONGEST, value.length()));
  }

  static boolean hasAddress(EvalInput input, HeaderSelector selector) {
    return ADDRESS.matcher(input.header(selector)).find();
  }

  /** Whether a mailing list may have removed {@code Received} fields. */
  static boolean lostReceived(EvalInput input) {
    return input.once(Lost.class, Lost::make).holds;
  }

  private record Lost(boolean holds) {

    static Lost make(EvalInput input) {
      String received = cut(input.header(RECEIVED));
      boolean ezmlm =
          EZMLM.matcher(input.header(MAILING_LIST)).find()
              && EZMLM_TO.matcher(input.header(DELIVERED_TO)).find()
              && QMAIL.matcher(received).find();
      return new Lost(
          ezmlm || input.text().header(RECEIVED) == null || MSN_GROUPS.matcher(received).find());
    }
  }

  private static boolean aol(EvalInput input) {
    if (!input.header(RECEIVED).contains("rly-") && !input.header(RECEIVED).contains("RLY-")) {
      return false;
    }
    String received = received(input);
    return AOL_RELAY.matcher(received).find() && !AOL.matcher(received).find();
  }

  private static boolean eudora(EvalInput input) {
    return isFrom(input, "eudoramail.com")
        && !lostReceived(input)
        && !(hasAddress(input, SENDER_IP) && EUDORA.matcher(received(input)).find());
  }

  private static boolean yahoo(EvalInput input) {
    if (!isFrom(input, "yahoo.com") || lostReceived(input)) {
      return false;
    }
    if (YAHOO_RDNS.matcher(input.relays().relays(Kind.TRUSTED)).find()
        || YAHOO_FIRST_RDNS.matcher(input.relays().relays(Kind.UNTRUSTED)).lookingAt()) {
      return false;
    }
    boolean resent = !input.header(RESENT_FROM).isEmpty() && !input.header(RESENT_TO).isEmpty();
    String other = resent ? input.header(X_RECEIVED) : "";
    String received = other.isEmpty() ? received(input) : flat(other);
    boolean news =
        input.header(FROM).toLowerCase(Locale.ROOT).endsWith("@reply.yahoo.com")
            && YAHOO_NEWS.matcher(received).find();
    return !news && !YAHOO.matcher(received).find();
  }

  private static boolean juno(EvalInput input) {
    if (!isFrom(input, "juno.com") || lostReceived(input)) {
      return false;
    }
    String received = cut(input.header(RECEIVED));
    String mailer = input.header(MAILER);
    boolean current = !input.header(ORIGIN).isEmpty();
    return !current || !Guards.found(JUNO, received, input) || !mailer.contains("Juno ");
  }

  private static boolean gmail(EvalInput input) {
    if (!isFrom(input, "gmail.com")) {
      return false;
    }
    boolean marked =
        input.header(GMAIL_STATE).length() >= GMAIL_MARK
            && input.header(GMAIL_SOURCE).length() >= GMAIL_MARK;
    return !marked
        && !GMAIL.matcher(cut(input.header(X_RECEIVED))).find()
        && !GOOGLEMAIL.matcher(cut(input.header(RECEIVED))).find();
  }

  private static boolean gw05(EvalInput input) {
    return GW05.matcher(cut(input.header(RECEIVED))).find();
  }
}
