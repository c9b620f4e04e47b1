package org.mailweir.check.rules;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mailweir.check.CheckInput;
import org.mailweir.check.Finding;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.Headers;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.Link;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;
import org.mailweir.parse.ReceivedHop;

/** Messages made by hand, so that the rules are tested without the parser. */
final class TestMail {

  private final List<HeaderField> fields = new ArrayList<>();
  private final List<Part> leaves = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<ReceivedHop> hops = new ArrayList<>();
  private ClientInfo client = ClientInfo.UNKNOWN;
  private Origin origin = Origin.OUTSIDE;

  static TestMail mail() {
    return new TestMail();
  }

  static TestMail body(String text) {
    return new TestMail().text(text);
  }

  TestMail header(String name, String value) {
    return header(name, value, value);
  }

  TestMail header(String name, String raw, String value) {
    fields.add(new HeaderField(name, raw, value));
    return this;
  }

  TestMail text(String text) {
    return part("text/plain", text, null);
  }

  TestMail html(String visible, String hidden) {
    HtmlText html = new HtmlText(visible, hidden, "", List.of(), 1, 0, 0, "");
    return part("text/html", "<p>" + visible + "</p>", html);
  }

  private TestMail part(String type, String text, HtmlText html) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Headers headers = new Headers(List.of(new HeaderField("Content-Type", type, type)));
    leaves.add(
        new Part(
            "" + leaves.size(),
            headers,
            type,
            Map.of(),
            "7bit",
            "",
            null,
            bytes,
            bytes.length,
            text,
            html,
            List.of()));
    return this;
  }

  TestMail link(String target) {
    links.add(new Link(Link.Kind.TEXT, target, target));
    return this;
  }

  TestMail hop(String from, String reverse, String address) {
    hops.add(new ReceivedHop(from, reverse, address, "mx.example.org", "ESMTP", "1A"));
    return this;
  }

  TestMail client(String name, String address, String helo) {
    client = new ClientInfo(name, address, null, "ESMTP", helo, "Q1", null);
    return this;
  }

  TestMail inside() {
    origin = Origin.INSIDE;
    return this;
  }

  CheckInput input() {
    return input(List.of());
  }

  CheckInput input(List<Finding> evidence) {
    Part root =
        new Part(
            "0",
            new Headers(fields),
            "multipart/mixed",
            Map.of(),
            "7bit",
            "",
            null,
            new byte[0],
            0,
            "",
            null,
            leaves);
    StringBuilder raw = new StringBuilder();
    fields.forEach(f -> raw.append(f.name()).append(": ").append(f.raw()).append("\r\n"));
    raw.append("\r\n");
    leaves.forEach(leaf -> raw.append(Octets.of(leaf.text())).append("\r\n"));
    ParsedMessage message =
        new ParsedMessage(root, leaves, links, hops, List.of(), raw.toString(), raw.length());
    return new CheckInput(
        message,
        InMemoryMessage.of(raw.toString()),
        new MailAddress("sender@example.net"),
        client,
        origin,
        evidence,
        Deadline.after(Duration.ofSeconds(30)));
  }

  MessageText texts() {
    return new MessageText(input());
  }

  /** Loads rules that must be without a problem. */
  static RuleSet rules(String text) {
    RuleSet rules = RuleSet.parse(RulesSettings.DEFAULT, "test.cf", Octets.of(text));
    if (!rules.problems().isEmpty()) {
      throw new AssertionError(rules.problems().toString());
    }
    return rules;
  }

  /** The names that hit in both waves, with counts above one: {@code A B(3)}. */
  String hits(RuleSet rules) throws InterruptedException {
    List<Finding> all = findings(rules);
    TreeSet<String> names = new TreeSet<>();
    all.forEach(f -> names.add(f.hits() == 1 ? f.name() : f.name() + "(" + f.hits() + ")"));
    return String.join(" ", names);
  }

  String hits(String rules) throws InterruptedException {
    return hits(rules(rules));
  }

  List<Finding> findings(RuleSet rules) throws InterruptedException {
    List<Finding> all = new ArrayList<>(new RulesEvidence(rules).check(input()).findings());
    all.addAll(new RulesConclusions(rules).check(input(all)).findings());
    return all;
  }

  Map<String, Double> points(RuleSet rules) throws InterruptedException {
    Map<String, Double> points = new TreeMap<>();
    findings(rules).forEach(f -> points.put(f.name(), f.points()));
    return points;
  }
}
