package org.mailweir.check.rules.eval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.relay.IpText;

/**
 * Whether a message passed Hotmail, as it claims.
 *
 * @param forged a host called itself Hotmail
 * @param missing the sender is of Hotmail, no host is
 */
record Hotmail(boolean forged, boolean missing) {

  private static final Hotmail NEITHER = new Hotmail(false, false);
  private static final HeaderSelector ORIGIN = HeaderSelector.parse("X-Originating-Ip");
  private static final HeaderSelector ORGANISATION = HeaderSelector.parse("X-OriginatorOrg");
  private static final HeaderSelector TO = HeaderSelector.parse("To");
  private static final HeaderSelector ID = HeaderSelector.parse("Message-Id");
  private static final HeaderSelector ENVELOPE = HeaderSelector.parse("EnvelopeFrom:addr");

  private static final String PICKED_UP =
      "from mail pickup service by hotmail.com with Microsoft SMTPSVC;";
  private static final Pattern BY_ADDRESS =
      Pattern.compile(
          "from (?:\\S*\\.)?hotmail.com \\(\\S+\\.hotmail(?:\\.msn)?\\.com[ )]"
              + "|from \\S*\\.hotmail.com \\(\\["
              + IpText.ADDRESS
              + "\\][ ):]"
              + "|from \\S+ by \\S+\\.hotmail(?:\\.msn)?\\.com with HTTP;"
              + "|from \\[66\\.218.\\S+\\] by \\S+\\.yahoo\\.com");
  private static final Pattern BY_ORGANISATION =
      Pattern.compile(
          "from \\S*\\.outbound\\.protection\\.outlook\\.com \\(\\S+\\.outbound\\.protection\\.outlook\\.com[ )]"
              + "|from \\S*\\.(?:eur|nam)prd\\d+\\.prod\\.outlook\\.com \\("
              + IpText.ADDRESS
              + "\\)");
  private static final Pattern HELO = Pattern.compile("(?:from |HELO |helo=)\\S*hotmail\\.com\\b");
  private static final Pattern GROUP = Pattern.compile("(?i)<(\\S+)@groups\\.msn\\.com>");
  private static final Pattern GROUP_SERVER =
      Pattern.compile("from mail pickup service by (p\\d\\d\\.groups\\.msn\\.com)\\b");

  static Hotmail of(EvalInput input) {
    return input.once(Hotmail.class, Hotmail::make);
  }

  private static Hotmail make(EvalInput input) {
    boolean from = ForgedProviders.isFrom(input, "hotmail.com");
    if (!from && !input.header(ForgedProviders.RECEIVED).contains("hotmail.com")) {
      return NEITHER;
    }
    String received = ForgedProviders.received(input);
    if (received.contains(PICKED_UP) || isMsnGroup(input) || ForgedProviders.lostReceived(input)) {
      return NEITHER;
    }
    String organisation = input.header(ORGANISATION);
    boolean known =
        organisation.contains("hotmail.com") || organisation.contains("msonline-outlook");
    if (ForgedProviders.hasAddress(input, ORIGIN) && BY_ADDRESS.matcher(received).find()
        || known && BY_ORGANISATION.matcher(received).find()) {
      return NEITHER;
    }
    boolean forged = HELO.matcher(received).find();
    return new Hotmail(forged, !forged && from);
  }

  /** Groups of MSN take mail from Hotmail without a hand-over. */
  static boolean isMsnGroup(EvalInput input) {
    Matcher group = GROUP.matcher(input.header(TO));
    Matcher server = GROUP_SERVER.matcher(input.header(ForgedProviders.RECEIVED));
    if (!group.find() || !server.find()) {
      return false;
    }
    String id = input.header(ID);
    if (group.group(1).equals("notifications")) {
      return id.matches("(?s)<\\S+@" + Pattern.quote(server.group(1)) + ".*");
    }
    String name = Pattern.quote(group.group(1));
    return id.matches("(?s)<" + name + "-\\S+@groups\\.msn\\.com>.*")
        && input.header(ENVELOPE).contains(group.group(1) + "-bounce@groups.msn.com");
  }
}
