package org.mailweir.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What must become of a message: the lines of a {@code NAME.expect}.
 *
 * <pre>
 * delivered a@example.com,b@example.com   arrived at the sink, once each; nobody else got it
 * held      c@example.com                 lies in quarantine for these, and for nobody else
 * refused   d@example.com 554             port 25 said so
 * analyses  1                             how often the message was looked at
 * transactions 3                          how often Postfix handed it over
 * rule      GTUBE                         hit
 * rule-not  GTUBE                         did not hit
 * missing   spamd timeout                 the journal names a check with these words, port left off
 * missing                                 every check has answered
 * has       X-Spam-Flag: YES              in every copy; a regular expression behind the name
 * has-not   X-Spam-Report                 in no copy; with a colon and a pattern: not with that value
 * lesson    spam learned attached <id@x>  was learned because of it; the lesson's number left off
 * log       clean                         no control character in what Mailweir wrote
 * mail      SMTPUTF8                      stood in MAIL at the sink
 * rcpt      NOTIFY=SUCCESS                stood in every RCPT at the sink
 * origin    inside                        which of Mailweir's ports it came in by
 * untouched                               every byte, but for what a filter may change
 * body      untouched                     the same for the body alone
 * </pre>
 */
final class Expectation {

  private final List<String> lines;
  private final Stage.Sent sent;
  private final Sink sink;
  private final MailweirProcess mailweir;

  Expectation(List<String> lines, Stage.Sent sent, Sink sink, MailweirProcess mailweir) {
    this.lines = lines;
    this.sent = sent;
    this.sink = sink;
    this.mailweir = mailweir;
  }

  /** What is not as it must be by now; nothing when all is well. */
  List<String> unmet() {
    List<Delivery> copies = copies();
    Journal journal = Journal.of(mailweir.journal(), sent.letter().sender());
    return lines.stream().flatMap(line -> unmet(line, copies, journal).stream()).toList();
  }

  private List<Delivery> copies() {
    return sink.deliveries(d -> d.sender().equals(sent.letter().sender()));
  }

  private List<String> unmet(String line, List<Delivery> copies, Journal journal) {
    String[] words = line.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    return switch (words[0]) {
      case "delivered" -> same(line, SendStep.recipients(rest), recipients(copies));
      case "held" -> same(line, SendStep.recipients(rest), heldFor());
      case "refused" -> refused(line, rest.split("\\s+"));
      case "analyses" -> same(line, rest, Long.toString(journal.analyses()));
      case "transactions" -> same(line, rest, Integer.toString(journal.transactions()));
      case "rule" ->
          journal.rules().contains(rest) ? List.of() : List.of(line + ", but: " + journal.rules());
      case "rule-not" ->
          journal.rules().contains(rest) ? List.of(line + ", but it did") : List.of();
      case "missing" ->
          rest.isEmpty()
              ? same(line, List.of(), journal.missing())
              : journal.missing().contains(rest)
                  ? List.of()
                  : List.of(line + ", but: " + journal.missing());
      case "origin" -> same(line, List.of(rest), journal.origins());
      case "has" -> each(line, copies, d -> hasField(d, rest));
      case "has-not" ->
          each(
              line, copies, d -> rest.contains(":") ? !hasField(d, rest) : d.field(rest).isEmpty());
      case "mail" -> each(line, copies, d -> d.mailCommand().contains(rest));
      case "rcpt" ->
          each(line, copies, d -> d.rcptCommands().stream().allMatch(c -> c.contains(rest)));
      case "lesson" ->
          journal.lessons().contains(rest)
              ? List.of()
              : List.of(line + ", but: " + journal.lessons());
      case "log" -> logIsClean(line);
      case "untouched" -> untouched(copies);
      case "body" -> each(line, copies, d -> d.bodySha256().equals(sentBody()));
      default -> throw new IllegalArgumentException("no such expectation: " + line);
    };
  }

  private List<String> heldFor() {
    return HeldMail.all(mailweir.quarantine()).stream()
        .filter(h -> h.sender().equals(sent.letter().sender()))
        .flatMap(h -> h.recipients().stream())
        .toList();
  }

  private List<String> logIsClean(String line) {
    return mailweir.journal().stream()
        .filter(l -> l.chars().anyMatch(c -> c < ' ' || c == 127 || c == 0x202E))
        .map(l -> line + ", but: " + l)
        .toList();
  }

  private String sentBody() {
    return Octets.sha256(Octets.body(sent.letter().message()));
  }

  private static List<String> recipients(List<Delivery> copies) {
    return copies.stream().flatMap(d -> d.recipients().stream()).toList();
  }

  private static List<String> same(String line, Object wanted, Object got) {
    return wanted.equals(got) ? List.of() : List.of(line + ", but: " + got);
  }

  /** The same recipients, each as often. */
  private static List<String> same(String line, List<String> wanted, Collection<String> got) {
    return wanted.stream().sorted().toList().equals(got.stream().sorted().toList())
        ? List.of()
        : List.of(line + ", but: " + got.size() + " " + new TreeSet<>(got));
  }

  private List<String> refused(String line, String[] words) {
    Map<String, Reply> replies = sent.replies();
    Reply reply = replies.getOrDefault(words[0], Reply.NONE);
    return reply.code() == Integer.parseInt(words[1])
        ? List.of()
        : List.of(line + ", but: " + reply);
  }

  private static List<String> each(
      String line, List<Delivery> copies, java.util.function.Predicate<Delivery> holds) {
    if (copies.isEmpty()) {
      return List.of(line + ", but nothing arrived");
    }
    return copies.stream()
        .filter(holds.negate())
        .map(
            d ->
                line
                    + ", but for "
                    + d.recipients()
                    + ": "
                    + d.mailCommand()
                    + "\n"
                    + Octets.header(d.message()))
        .limit(1)
        .toList();
  }

  private static boolean hasField(Delivery copy, String nameAndPattern) {
    String[] both = nameAndPattern.split(":", 2);
    Pattern pattern = Pattern.compile(both[1].strip());
    return copy.field(both[0]).stream().anyMatch(v -> pattern.matcher(v).find());
  }

  /** Behind the Received fields of Postfix, every byte of what was sent. */
  private List<String> untouched(List<Delivery> copies) {
    List<String> problems = new ArrayList<>();
    for (Delivery copy : copies) {
      Untouched.difference(sent.letter().message(), withoutReceivedOfPostfix(copy))
          .ifPresent(d -> problems.add("untouched, but: " + d));
    }
    return copies.isEmpty() ? List.of("untouched, but nothing arrived") : problems;
  }

  private static byte[] withoutReceivedOfPostfix(Delivery copy) {
    return Octets.of(
        Octets.text(copy.message())
            .replaceAll(
                "(?s)Received: from [^\n]*\r\n\tby mx\\.example\\.com .*?\r\n(?![ \t])", ""));
  }
}
