package org.mailweir.check.auth.arc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.auth.dkim.MessageHeader;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.check.auth.text.TagList;

/** Collects the sets of a message and looks at their form (RFC 8617 5.2, steps 1 to 3). */
final class ArcSets {

  static final String RESULTS = "arc-authentication-results";
  static final String MESSAGE = "arc-message-signature";
  static final String SEAL = "arc-seal";

  /** RFC 8617 4.2.1. */
  private static final int MOST = 50;

  private static final Pattern INSTANCE =
      Pattern.compile("[ \\t\\r\\n]*i[ \\t]*=[ \\t]*(\\d{1,3})[ \\t]*;");

  private ArcSets() {}

  /** From the oldest to the newest; none is fine, too. */
  static List<ArcSet> read(MessageHeader header) throws SyntaxErrorException {
    Map<Integer, MessageHeader.Field> results = byInstance(header, RESULTS);
    Map<Integer, MessageHeader.Field> messages = byInstance(header, MESSAGE);
    Map<Integer, MessageHeader.Field> seals = byInstance(header, SEAL);
    int count = seals.size();
    if (count > MOST || results.size() != count || messages.size() != count) {
      throw new SyntaxErrorException("incomplete set");
    }
    List<ArcSet> sets = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      MessageHeader.Field result = results.get(i);
      MessageHeader.Field message = messages.get(i);
      MessageHeader.Field seal = seals.get(i);
      if (result == null || message == null || seal == null) {
        throw new SyntaxErrorException("set " + i + " is missing");
      }
      sets.add(new ArcSet(result, message, Seal.read(seal)));
    }
    return sets;
  }

  private static Map<Integer, MessageHeader.Field> byInstance(MessageHeader header, String name)
      throws SyntaxErrorException {
    List<MessageHeader.Field> fields = header.all(name);
    if (fields.size() > MOST) {
      throw new SyntaxErrorException("more than " + MOST + " sets");
    }
    Map<Integer, MessageHeader.Field> found = new HashMap<>();
    for (MessageHeader.Field field : fields) {
      if (found.put(instance(field), field) != null) {
        throw new SyntaxErrorException("instance occurs twice");
      }
    }
    return found;
  }

  private static int instance(MessageHeader.Field field) throws SyntaxErrorException {
    if (field.name().equals(RESULTS)) {
      Matcher first = INSTANCE.matcher(field.value());
      return first.lookingAt() ? number(first.group(1)) : number("");
    }
    return number(TagList.parse(field.value()).require("i"));
  }

  private static int number(String digits) throws SyntaxErrorException {
    if (!digits.matches("[1-9]\\d?") || Integer.parseInt(digits) > MOST) {
      throw new SyntaxErrorException("malformed instance");
    }
    return Integer.parseInt(digits);
  }

  /** RFC 8617 5.2, steps 2 and 3: the first found no chain, all others a good one. */
  static void requireGoodHistory(List<ArcSet> sets) throws SyntaxErrorException {
    for (int i = 0; i < sets.size(); i++) {
      if (!sets.get(i).seal().status().equals(i == 0 ? "none" : "pass")) {
        throw new SyntaxErrorException("sealer " + (i + 1) + " says cv=" + word(sets, i));
      }
    }
  }

  private static String word(List<ArcSet> sets, int i) {
    String status = sets.get(i).seal().status();
    return status.equals("fail") || status.equals("none") || status.equals("pass")
        ? status
        : "something else";
  }
}
