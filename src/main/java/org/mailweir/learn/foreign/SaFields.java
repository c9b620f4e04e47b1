package org.mailweir.learn.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How SpamAssassin takes some header fields apart before it makes tokens of them. */
final class SaFields {

  private static final Pattern OUTLOOK_ID =
      Pattern.compile(
          "<([0-9a-f]{4})[0-9a-f]{8}\\$([0-9a-f]{4})[0-9a-f]{4}\\$([0-9a-f]{8})@(\\S+)>");
  private static final Pattern EXIM_ID =
      Pattern.compile("<[A-Za-z0-9]{7}-[A-Za-z0-9]{6}-0[A-Za-z0-9]@");
  private static final Pattern SENDMAIL_ID =
      Pattern.compile("<20\\d\\d[01]\\d[0-3]\\d[0-2]\\d[0-5]\\d[0-5]\\d\\.[A-F0-9]{10,12}@");
  private static final Pattern NO_ID_CHARACTER = Pattern.compile("[^_A-Za-z0-9]");
  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=[\"'](.*?)[\"']", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMON_TYPE_WORDS = Pattern.compile("\\b(?:text|charset)\\b");
  private static final Pattern SERIAL_ID =
      Pattern.compile(
          "\\swith\\sE?SMTP\\sid\\s[\\dA-Zg]{10,13}\\s|\\bid\\s[a-zA-Z0-9]{7,20}\\b"
              + "|\\bid\\s[A-Za-z0-9]{7}-[A-Za-z0-9]{6}-0[A-Za-z0-9]");
  private static final Pattern DATE =
      Pattern.compile(
          "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\\s)?[0-3\\s]?[0-9]\\s"
              + "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\s(?:19|20)?[0-9]{2}\\s"
              + "[0-2][0-9](?::[0-5][0-9]){1,2}\\s(?:\\s*\\(|\\)|\\s*[+-][0-9]{4}"
              + "|\\s*(?:UT|[A-Z]{2,3}T)){0,8}");
  private static final Pattern ADDRESS =
      Pattern.compile("\\b(\\d{1,3}\\.)(\\d{1,3}\\.)(\\d{1,3})(\\.\\d{1,3})\\b");
  private static final Pattern COMMON_RECEIVED_WORDS =
      Pattern.compile("\\b(?:with|from|for|SMTP|ESMTP)\\b");
  private static final Pattern MAILBOX =
      Pattern.compile("(?:\"([^\"]{0,200})\"|([^<>,\"]{0,200}))\\s*<([^<>\\s]{1,320})>");
  private static final Pattern BARE = Pattern.compile("[^\\s<>,;\"()]{1,64}@[^\\s<>,;\"()]{1,255}");

  private SaFields() {}

  static String messageId(String value) {
    String id = OUTLOOK_ID.matcher(value).replaceAll(" OEA$1 OEB$2 OEC$3 $4 ");
    id = EXIM_ID.matcher(id).replaceFirst("");
    id = SENDMAIL_ID.matcher(id).replaceAll("");
    return NO_ID_CHARACTER.matcher(id).replaceAll(" ");
  }

  static String contentType(String value) {
    Matcher matcher = BOUNDARY.matcher(value);
    String type = value;
    if (matcher.find()) {
      String form = matcher.group(1).replaceAll("[a-fA-F0-9]", "H").replaceAll("([-_.=]+)", " $1 ");
      type = matcher.replaceAll(" ") + form;
    }
    return COMMON_TYPE_WORDS.matcher(type).replaceAll(" ");
  }

  /** Addresses of hosts count by their first three numbers, and whole with a mark. */
  static String received(String value) {
    String text = SERIAL_ID.matcher(" " + value).replaceAll(" ");
    text = DATE.matcher(text).replaceAll("");
    text = ADDRESS.matcher(text).replaceAll("$1$2$3 ip*$1$2$3$4 ");
    return COMMON_RECEIVED_WORDS.matcher(text).replaceAll(" ");
  }

  static String addresses(String value) {
    List<String> tokens = new ArrayList<>();
    Matcher mailbox = MAILBOX.matcher(value);
    boolean any = false;
    while (mailbox.find()) {
      any = true;
      String phrase = mailbox.group(1) == null ? mailbox.group(2) : mailbox.group(1);
      for (String word : phrase.strip().split("\\s+")) {
        tokens.add("N*" + word);
      }
      tokens.addAll(address(mailbox.group(3)));
    }
    if (!any) {
      BARE.matcher(value).results().forEach(m -> tokens.addAll(address(m.group())));
    }
    return String.join(" ", tokens);
  }

  /** User, domain, and the domains above it. */
  static List<String> address(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1 || at == address.length() - 1) {
      return List.of();
    }
    List<String> tokens = new ArrayList<>();
    tokens.add("U*" + address.substring(0, at));
    String domain = address.substring(at + 1);
    tokens.add("D*" + domain);
    for (int dot = domain.indexOf('.'), most = 0; dot > 0 && most < 20; most++) {
      domain = domain.substring(dot + 1);
      tokens.add("D*" + domain);
      dot = domain.indexOf('.');
    }
    return tokens;
  }
}
