package org.mailweir.lab;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mailweir.check.Finding;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.web.Visitor;

/**
 * Fills the quarantine of a real daemon, asks its web pages, and prints how much CPU each page
 * costs the daemon: {@code scripts/measure-review [MESSAGES]}.
 */
public final class MeasureReview {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final int DAYS = 60;
  private static final int TIMES = 7;
  private static final List<String> WORDS =
      List.of(
          "invoice",
          "offer",
          "meeting",
          "watches",
          "account",
          "lottery",
          "news",
          "friday",
          "payment",
          "parcel",
          "crypto",
          "password",
          "holiday",
          "report",
          "order");

  private final Random random = new Random(7);
  private final Gson gson = new Gson();

  private MeasureReview() {}

  /** Runs it. */
  public static void main(String[] args) throws IOException {
    int messages = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
    try (WebStage stage = new WebStage()) {
      new MeasureReview().run(stage, messages);
    }
  }

  private void run(WebStage stage, int messages) throws IOException {
    System.out.printf(Locale.ROOT, "writing %,d messages%n", messages);
    for (int i = 0; i < messages; i++) {
      write(stage.mailweir().quarantine(), i, messages);
    }
    Visitor anna = stage.visitor("anna");
    long start = System.nanoTime();
    anna.get("/held");
    System.out.printf(
        Locale.ROOT, "the index of all is made in %.1f s%n", (System.nanoTime() - start) / 1e9);
    int last = (messages + 49) / 50;
    measure(stage, anna, "the first page", "/held");
    measure(stage, anna, "a page in the middle", "/held?page=" + last / 2);
    measure(stage, anna, "the last page", "/held?page=" + last);
    measure(stage, anna, "words of the subject", "/held?q=invoice+friday");
    measure(stage, anna, "a part of the sender", "/held?from=host7.example");
    measure(stage, anna, "one recipient", "/held?to=user17@example.com");
    measure(stage, anna, "a domain", "/held?to=@example.com");
    measure(stage, anna, "a range of scores", "/held?min=10&max=12");
    measure(stage, anna, "a finding", "/held?finding=RARE_RULE");
    measure(stage, anna, "an age", "/held?age=7d");
    measure(stage, anna, "nothing fits", "/held?q=nothinglikethis");
    measure(stage, stage.visitor("ben"), "a recipient's own list", "/held");
  }

  private static void measure(WebStage stage, Visitor visitor, String what, String path) {
    List<Double> cpu = new ArrayList<>();
    String count = "";
    for (int i = 0; i < TIMES; i++) {
      double before = stage.mailweir().cpuMillis();
      HttpResponse<String> page = visitor.get(path);
      cpu.add(stage.mailweir().cpuMillis() - before);
      if (page.statusCode() != 200) {
        throw new IllegalStateException(path + " gave " + page.statusCode());
      }
      count = page.body().replaceAll("(?s).*?(?:id=\"count\">([^<]*)<.*|$)", "$1").strip();
    }
    Collections.sort(cpu);
    System.out.printf(
        Locale.ROOT,
        "%-24s %6.0f ms CPU (median of %d; most %.0f)  %s%n",
        what,
        cpu.get(TIMES / 2),
        TIMES,
        cpu.getLast(),
        count);
  }

  private void write(Path quarantine, int number, int of) throws IOException {
    long span = Duration.ofDays(DAYS).toMillis();
    Instant when = Instant.now().minusMillis(span - span * number / of);
    String id = TransactionId.at(when.toEpochMilli()).text();
    Path day = Files.createDirectories(quarantine.resolve(DAY.format(when)));
    byte[] bytes = "Subject: x\r\n\r\ntext\r\n".getBytes(StandardCharsets.US_ASCII);
    Files.write(day.resolve(id + ".eml"), bytes);
    HeldMessage record =
        new HeldMessage(
            1,
            id,
            when.toString(),
            "sender" + number % 5_000 + "@host" + number % 97 + ".example",
            MailParameters.NONE,
            recipients(),
            ClientInfo.UNKNOWN,
            word() + " " + word() + " " + word() + " " + number,
            "\"Some Body\" <author" + number % 3_000 + "@host" + number % 97 + ".example>",
            bytes.length,
            Octets.sha256(bytes),
            5 + random.nextInt(150) / 10.0,
            "score 12.3 is at or above 12.0: The subject names goods that are mostly sold by spam",
            findings(number),
            List.of());
    Files.writeString(day.resolve(id + ".json"), gson.toJson(record));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private List<HeldRecipient> recipients() {
    List<HeldRecipient> recipients = new ArrayList<>();
    int start = random.nextInt(500);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int who = (start + i) % 500;
      String address = who == 3 ? "ben@example.com" : "user" + who + "@example.com";
      recipients.add(new HeldRecipient(address, null, null, "score 12.3", State.HELD, null, null));
    }
    return recipients;
  }

  private static List<Finding> findings(int number) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      findings.add(new Finding("RULE_NUMBER_" + (number + i * 7) % 300, 1.1, "It says something"));
    }
    if (number % 1_000 == 0) {
      findings.add(new Finding("RARE_RULE", 2, "It says something rare"));
    }
    return findings;
  }
}
