package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/** A digest as its recipient gets it, and what its links do in the hands of whoever has them. */
class DigestIT {

  private static final Pattern LINK = Pattern.compile("http://\\S+/d/[A-Za-z0-9_-]+");
  private static final String ALICE = "alice@example.com";
  private static final String BOB = "bob@example.com";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Workshop workshop = Workshop.open("digest");
  private final Recipe.WiringPorts ports = Recipe.WiringPorts.free();
  private final Sink sink = workshop.own(Sink.start(Script.YES));
  private final int web = Ports.free();
  private final HttpClient browser = HttpClient.newHttpClient();
  private final byte[] spam = Gtube.message("number 1");
  private MailweirProcess mailweir;

  @BeforeEach
  void start() {
    String settings =
        """
        [web]
        listen = "127.0.0.1:%1$d"
        base_url = "http://127.0.0.1:%1$d"
        [digest]
        enabled = true
        to = ["@example.com"]
        languages = ["bob@example.com=de"]
        """
            .formatted(web);
    mailweir =
        MailweirProcess.start(workshop, new MailweirConfig(ports, sink.port(), settings), "");
    Waiting.need("the web pages", PATIENCE, () -> Waiting.answers(web));
    try (MailClient client = MailClient.greet(MailClient.Protocol.LMTP, ports.outside())) {
      client.say("XFORWARD IDENT=QUEUE1 ADDR=203.0.113.9");
      client.send(new Letter("s@example.org", List.of(ALICE, BOB, "carol@example.com"), spam));
    }
    assertEquals(1, HeldMail.all(mailweir.quarantine()).size());
  }

  @AfterEach
  void stop() {
    workshop.close();
  }

  private String digestSend(String recipient) {
    return Execution.of(
            Map.of("MAILWEIR_NO_BUILD", "1", "JAVA_HOME", System.getProperty("java.home")),
            "scripts/mailweir",
            "digest",
            "send",
            recipient,
            "--config",
            mailweir.configFile().toString())
        .run();
  }

  /** Has a digest sent, and reads the text of it. */
  private String digest(String recipient) {
    assertEquals("sent\n", digestSend(recipient));
    Delivery mail =
        sink.deliveries(d -> d.recipients().contains(recipient) && d.sender().isEmpty()).getLast();
    ParsedMessage message =
        new MessageParser(ParseLimits.DEFAULT)
            .parse(InMemoryMessage.of(new String(mail.message(), StandardCharsets.UTF_8)));
    return message.headers().value("Subject") + "\n" + message.leaves().getFirst().text();
  }

  private String link(String recipient) {
    Matcher m = LINK.matcher(digest(recipient));
    assertTrue(m.find());
    return m.group();
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String url, String form, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private List<Delivery> copies() {
    String body = Octets.sha256(Octets.body(spam));
    return sink.deliveries(d -> d.bodySha256().equals(body));
  }

  @Test
  void oneRecipientReleasesHisCopyOnceHoweverOftenHeClicks() throws Exception {
    String digest = digest(ALICE);
    assertTrue(digest.startsWith("1 message is held for you\nMail for " + ALICE), digest);
    String link = link(ALICE);
    HttpResponse<String> page = get(link + "?do=release");
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("Deliver it"), page.body());
    assertEquals(List.of(), copies(), "to look changes nothing");
    try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> click = () -> post(link, "do=release").statusCode();
      for (Future<Integer> answer :
          clicks.invokeAll(IntStream.range(0, 5).mapToObj(i -> click).toList())) {
        assertEquals(200, answer.get());
      }
    }
    assertEquals(List.of(List.of(ALICE)), copies().stream().map(Delivery::recipients).toList());
    assertTrue(get(link).body().contains("It was delivered already."));
    assertEquals("nothing new, nothing sent\n", digestSend(ALICE));
  }

  @Test
  void aLinkSpeaksOfOneCopyOnly() throws Exception {
    String link = link(BOB);
    assertTrue(get(link).body().contains("Post f\u00fcr " + BOB));
    post(link, "do=delete&recipient=" + ALICE);
    assertTrue(get(link).body().contains("schon gel\u00f6scht"));
    assertTrue(get(link(ALICE)).body().contains("Deliver it"), "hers is as it was");
    String forged = link.substring(0, link.length() - 3) + (link.endsWith("AAA") ? "BBB" : "AAA");
    for (String url : List.of(forged, link.replaceAll("/d/.*", "/d/AAAA"))) {
      HttpResponse<String> answer = post(url, "do=release");
      assertTrue(answer.body().contains("This link is not ours"), answer.body());
    }
    assertEquals(List.of(), copies());
  }

  @Test
  void aPageOfSomebodyElseCannotPressTheButton() throws Exception {
    String link = link(ALICE);
    HttpResponse<String> answer =
        post(link, "do=release", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site");
    assertEquals(403, answer.statusCode());
    assertEquals(List.of(), copies());
  }

  @Test
  void whatCannotBeDeliveredNowStaysHeldAndIsSaid() throws Exception {
    String link = link(ALICE);
    sink.close();
    HttpResponse<String> answer = post(link, "do=release");
    assertTrue(answer.body().contains("it is still held"), answer.body());
    assertFalse(answer.body().contains("has been delivered"));
    try (Sink again = Sink.start(sink.port(), Script.YES)) {
      assertTrue(post(link, "do=release").body().contains("It has been delivered."));
      assertEquals(
          List.of(ALICE), again.deliveries(d -> !d.sender().isEmpty()).getFirst().recipients());
    }
  }
}
