package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailweir.check.rules.text.DomainNames;
import org.mailweir.check.rules.uri.UriDetail;

/**
 * The free mail addresses that the text of a message names.
 *
 * <p>Looking for them takes web addresses with an at sign, addresses in angle brackets and those
 * before words like {@code wrote:} out of the text, for the body rules that run afterwards too:
 * that is what SpamAssassin does, and what its rules were scored with.
 *
 * @param usable false if there are so many that they say nothing
 */
record FreemailBody(Set<String> addresses, boolean usable) {

  private static final int MOST_IN_LINKS = 20;
  private static final int MOST = 40;
  private static final int LONGEST_RUN = 255;
  private static final int MOST_BLANKS = 10;

  static FreemailBody of(EvalInput input) {
    return input.once(FreemailBody.class, FreemailBody::make);
  }

  private static FreemailBody make(EvalInput input) {
    Set<String> all = new LinkedHashSet<>(inLinks(input));
    List<String> body = input.text().body();
    List<String> edited = new ArrayList<>(body);
    for (int i = 0; i < edited.size() && all.size() < MOST; i++) {
      String paragraph = withoutMentions(edited.get(i), input.domains());
      edited.set(i, paragraph);
      collect(paragraph, input.domains(), all);
    }
    if (!edited.equals(body)) {
      input.text().replaceBody(edited);
    }
    return select(all, input.settings().freemail());
  }

  private static Set<String> inLinks(EvalInput input) {
    Set<String> found = new LinkedHashSet<>();
    for (UriDetail uri : input.uris()) {
      boolean link = uri.types().contains("a") && !uri.types().contains("parsed");
      if (link && uri.raw().regionMatches(true, 0, "mailto:", 0, 7)) {
        AddressScan scan = new AddressScan(uri.raw(), input.domains());
        if (scan.at("mailto:".length()) && found.size() < MOST_IN_LINKS) {
          found.add(scan.address());
        }
      }
    }
    return found;
  }

  private static void collect(String paragraph, DomainNames domains, Set<String> found) {
    AddressScan scan = new AddressScan(paragraph, domains);
    for (int from = 0; found.size() < MOST && scan.find(from); from = scan.end()) {
      found.add(scan.address());
    }
  }

  private static FreemailBody select(Set<String> all, FreemailSettings settings) {
    Set<String> freemails = new LinkedHashSet<>();
    int seen = 0;
    for (String address : all) {
      boolean tooMany = ++seen == settings.mostAddresses();
      if (!tooMany && settings.isFreemail(address)) {
        tooMany = freemails.size() + 1 == settings.mostFreemails();
        freemails.add(address);
      }
      if (tooMany && settings.skipsOverMost()) {
        return new FreemailBody(Set.of(), false);
      }
    }
    return new FreemailBody(freemails, true);
  }

  private static String withoutMentions(String paragraph, DomainNames domains) {
    if (paragraph.indexOf('@') < 0 && !paragraph.contains("%40")) {
      return paragraph;
    }
    return withoutQuoted(withoutWebAddresses(paragraph), domains);
  }

  private static String withoutWebAddresses(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    StringBuilder rest = new StringBuilder();
    int done = 0;
    for (int at = lower.indexOf("http");
        at >= 0;
        at = lower.indexOf("http", Math.max(at + 1, done))) {
      int start = lower.startsWith("https", at) ? at + 5 : at + 4;
      int sign = lower.startsWith("://", start) ? lastSign(lower, start + 3) : -1;
      if (sign >= 0) {
        int begin = at > done && text.charAt(at - 1) == '<' ? at - 1 : at;
        rest.append(text, done, begin).append(' ');
        done = endOfRun(text, sign);
      }
    }
    return rest.isEmpty() ? text : rest.append(text, done, text.length()).toString();
  }

  /** Behind the last at sign, plain or encoded, of the characters up to the next blank. */
  private static int lastSign(String text, int from) {
    int end = endOfRun(text, from);
    for (int i = Math.min(end, text.length() - 1); i >= from; i--) {
      if (text.charAt(i) == '@') {
        return i + 1;
      }
      if (text.startsWith("%40", i)) {
        return i + 3;
      }
    }
    return -1;
  }

  private static int endOfRun(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < LONGEST_RUN && !isBlank(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static String withoutQuoted(String text, DomainNames domains) {
    AddressScan scan = new AddressScan(text, domains);
    StringBuilder rest = new StringBuilder();
    int done = 0;
    int from = 0;
    while (scan.find(from)) {
      int end = endOfMention(text, scan.end());
      int start = end < 0 ? -1 : startOfMention(text, scan);
      if (start >= 0) {
        int begin = start > done && text.charAt(start - 1) == '<' ? start - 1 : start;
        rest.append(text, done, begin).append(' ');
        done = end;
      }
      from = start >= 0 ? end : scan.end();
    }
    return rest.isEmpty() ? text : rest.append(text, done, text.length()).toString();
  }

  /** Where a mention of an address begins that no {@code mailto:} stands before; -1 if nowhere. */
  private static int startOfMention(String text, AddressScan scan) {
    int start = scan.start();
    boolean link = start >= 7 && text.regionMatches(true, start - 7, "mailto:", 0, 7);
    return link ? scan.nextStart() : start;
  }

  /** Behind a closing bracket, or blanks and one word with a colon; -1 if there is neither. */
  private static int endOfMention(String text, int from) {
    if (from < text.length() && text.charAt(from) == '>') {
      return from + 1;
    }
    int word = from;
    while (word < text.length() && isBlank(text.charAt(word))) {
      word++;
    }
    if (word == from || word - from > MOST_BLANKS) {
      return -1;
    }
    int end = word;
    while (end < text.length() && isLetter(text.charAt(end))) {
      end++;
    }
    boolean colon = end < text.length() && text.charAt(end) == ':';
    int letters = end - word;
    return colon && letters >= 2 && letters <= 11 && !isContact(text.substring(word, end))
        ? end + 1
        : -1;
  }

  private static boolean isContact(String word) {
    return word.toLowerCase(Locale.ROOT).matches("(?:fa(?:x|csi)|tel|phone|e?mail).*");
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
