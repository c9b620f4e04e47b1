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
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

/** Small messages made by hand. */
final class TestMail {

  private final StringBuilder header = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private String text = "";
  private ClientInfo client = ClientInfo.UNKNOWN;
  private Origin origin = Origin.OUTSIDE;

  static TestMail mail() {
    return new TestMail();
  }

  static TestMail body(String text) {
    return new TestMail().text(text);
  }

  TestMail header(String name, String value) {
    header.append(name).append(": ").append(value).append("\r\n");
    return this;
  }

  TestMail text(String plain) {
    text = plain.replace("\n", "\r\n");
    return this;
  }

  TestMail html(String visible, String hidden) {
    html.append("<p>" + visible + "</p><div style=\"display:none\">" + hidden + "</div>");
    return this;
  }

  TestMail link(String target) {
    html.append("<a href=\"" + target + "\">here</a>");
    return this;
  }

  TestMail hop(String from, String reverse, String address) {
    String name = reverse.isEmpty() ? "unknown" : reverse;
    return header(
        "Received",
        "from %s (%s [%s]) by mx.example.org (Postfix) with ESMTP id 1A; Mon, 1 Jan 2024 00:00:00 +0000"
            .formatted(from, name, address));
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
    byte[] octets = message().getBytes(StandardCharsets.UTF_8);
    RawMessage raw = InMemoryMessage.canonical(octets);
    return new CheckInput(
        new MessageParser(ParseLimits.DEFAULT).parse(raw),
        raw,
        new MailAddress("sender@example.net"),
        client,
        origin,
        evidence,
        Deadline.after(Duration.ofSeconds(30)));
  }

  private String message() {
    String type = "Content-Type: text/%s; charset=utf-8\r\n";
    if (html.isEmpty()) {
      return header + (text.isEmpty() ? "" : type.formatted("plain")) + "\r\n" + text;
    }
    if (text.isEmpty()) {
      return header + type.formatted("html") + "\r\n" + html;
    }
    return header
        + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
        + type.formatted("plain")
        + ("\r\n" + text + "\r\n--b\r\n")
        + type.formatted("html")
        + ("\r\n" + html + "\r\n--b--\r\n");
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
