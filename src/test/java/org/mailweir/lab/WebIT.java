package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.TransactionId;
import org.mailweir.web.Visitor;

/** The web pages of a real daemon, in a real browser where one is needed. */
class WebIT {

  private static final Path SHOTS = Path.of("target/screenshots");

  private WebStage stage;

  @BeforeEach
  void start() {
    stage = new WebStage();
  }

  @AfterEach
  void stop() {
    stage.close();
  }

  private static Letter letter(String subject, String... recipients) {
    String text =
        """
        From: "Maria Example" <maria@sender.example>
        To: somebody@example.com
        Subject: %s
        Date: Sat, 21 Nov 2026 10:00:00 +0000
        Message-ID: <1@sender.example>

        Free money! Click here.
        """
            .formatted(subject);
    return new Letter(
        "maria@sender.example",
        List.of(recipients),
        text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nothingThatMailSaysRunsOrAsksForAnything() {
    try (Browsing browser = new Browsing();
        Canary canary = new Canary()) {
      List<String> payloads = XssPayloads.all(canary.address());
      assertEquals(100, payloads.size());
      List<String> ids =
          stage.hold(
              IntStream.range(0, payloads.size())
                  .mapToObj(i -> XssPayloads.letter(payloads.get(i), i))
                  .toList());
      assertEquals(100, ids.size());
      Page page = Browsing.signIn(browser.window(), stage.origin(), "ben");
      for (int at = 1; at <= 2; at++) {
        page.navigate(stage.origin() + "/held?page=" + at);
        assertEquals(50, page.locator("[data-row]").count());
        hover(page);
      }
      for (String id : ids) {
        read(page, id);
      }
      page.navigate(
          stage.origin()
              + "/held?q="
              + URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8));
      assertEquals(List.of(), browser.incidents());
      assertEquals(List.of(), browser.strangers(stage.origin()));
      assertEquals(List.of(), canary.heard());
    }
  }

  /** Everything that a message has on its page, unfolded and touched. */
  private void read(Page page, String id) {
    page.navigate(stage.origin() + "/held/" + id);
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    page.frameLocator("iframe").locator("body").hover();
    assertTrue(page.frameLocator("iframe").locator("body").innerText().contains("before"), id);
    hover(page);
    assertTrue(page.url().endsWith(id), "nobody has led us away");
  }

  private static void hover(Page page) {
    page.locator("h1").first().hover();
    page.keyboard().press("Tab");
  }

  @Test
  void theSamePayloadsDoRunWhereNothingKeepsThemFromIt() {
    try (Browsing browser = new Browsing();
        Canary canary = new Canary()) {
      var context = browser.window().context();
      for (String payload : XssPayloads.all(canary.address())) {
        Page bare = context.newPage();
        bare.setContent(
            "<html><body>" + payload + "</body></html>",
            new Page.SetContentOptions().setWaitUntil(WaitUntilState.COMMIT));
        bare.waitForTimeout(50);
        bare.close();
      }
      long ran = browser.incidents().stream().filter(i -> i.startsWith("dialog")).count();
      assertTrue(ran >= 20, "only " + ran + " payloads run at all");
      assertTrue(canary.heard().size() >= 20, "only " + canary.heard() + " ask for something");
    }
  }

  @Test
  void fiveClicksAtOnceDeliverOnceToTheOneWhoWasMeant() throws Exception {
    Letter letter = letter("for three", "ann@example.com", "ben@example.com", "cem@example.com");
    String id = stage.hold(List.of(letter)).getFirst();
    byte[] held = Files.readAllBytes(HeldMail.all(stage.mailweir().quarantine()).getFirst().file());
    Waiting.need("the journal", Duration.ofSeconds(60), () -> analyses() == 1);
    Visitor ben = stage.visitor("ben");
    Map<String, String> form = Map.of("csrf", ben.token("/held/" + id), "do", "release");
    assertEquals(303, ben.post("/held/" + id, form).statusCode());
    String failed = ben.get("/held/" + id).body();
    assertTrue(failed.contains("Still held for ben@example.com"), failed);
    Sink sink = stage.sink();
    for (HttpResponse<String> answer : atOnce(5, () -> ben.post("/held/" + id, form))) {
      assertEquals(303, answer.statusCode());
    }
    assertEquals(1, sink.count());
    assertEquals(List.of("ben@example.com"), sink.deliveries().getFirst().recipients());
    assertEquals("maria@sender.example", sink.deliveries().getFirst().sender());
    assertArrayEquals(held, sink.deliveries().getFirst().message());
    Visitor anna = stage.visitor("anna");
    String page = anna.get("/held/" + id).body();
    assertTrue(page.contains("cem@example.com"), "two copies are still held");
    Map<String, String> rest = Map.of("csrf", anna.token("/held/" + id), "do", "release");
    anna.post("/held/" + id, rest);
    anna.post("/held/" + id, rest);
    assertEquals(2, sink.count());
    assertEquals(1, analyses(), "what is released is not analysed again");
    assertEquals(
        List.of("ann@example.com", "cem@example.com"), sink.deliveries().getLast().recipients());
  }

  /** Of everything that came from the sender of our letters. */
  private long analyses() {
    return Journal.of(stage.mailweir().journal(), "maria@sender.example").analyses();
  }

  private static <T> List<T> atOnce(int times, Callable<T> what) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<T> answers = new ArrayList<>();
      for (var future : threads.invokeAll(IntStream.range(0, times).mapToObj(i -> what).toList())) {
        answers.add(future.get());
      }
      return answers;
    }
  }

  @Test
  void nobodySeesOrDecidesAboutTheMailOfOthers() {
    Sink sink = stage.sink();
    List<String> ids =
        stage.hold(
            List.of(
                letter("secret of ann", "ann@example.com"),
                letter("shared", "ann@example.com", "ben@example.com")));
    String foreign = ids.getFirst();
    String shared = ids.getLast();
    Visitor ben = stage.visitor("ben");
    String list = ben.get("/held?state=all&to=ann@example.com").body();
    assertFalse(list.contains("secret of ann"));
    assertFalse(ben.get("/held?state=all").body().contains("secret of ann"));
    for (String path : List.of("", "/html", "/message.eml")) {
      assertEquals(404, ben.get("/held/" + foreign + path).statusCode(), path);
    }
    String page = ben.get("/held/" + shared).body();
    assertTrue(page.contains("ben@example.com"));
    assertFalse(page.contains("ann@example.com"), "the other recipient's address");
    assertFalse(list.contains("ann@example.com</span>"));
    String token = ben.token("/held");
    for (String action : List.of("release", "ham", "delete", "spam")) {
      Map<String, String> form = Map.of("csrf", token, "do", action);
      assertEquals(404, ben.post("/held/" + foreign, form).statusCode(), action);
      Map<String, String> other = Map.of("csrf", token, "do", action, "only", "ann@example.com");
      assertEquals(404, ben.post("/held/" + shared, other).statusCode(), action);
      ben.post("/held", Map.of("csrf", token, "do", action, "id", foreign));
    }
    assertEquals(0, sink.count());
    assertEquals(404, ben.get("/held/" + TransactionId.at(1_700_000_000_000L)).statusCode());
    Visitor anna = stage.visitor("anna");
    assertTrue(anna.get("/held/" + foreign).body().contains("secret of ann"));
    ben.post("/held/" + shared, Map.of("csrf", token, "do", "delete"));
    String after = anna.get("/held/" + shared).body();
    assertTrue(after.contains("deleted") && after.contains(">held<"), "only ben's is deleted");
  }

  @Test
  void whatComesFromElsewhereOrByGetChangesNothing() {
    Sink sink = stage.sink();
    String id = stage.hold(List.of(letter("stay", "ben@example.com"))).getFirst();
    Visitor anna = stage.visitor("anna");
    String token = anna.token("/held/" + id);
    String query = "?do=release&csrf=" + token;
    for (String path :
        List.of("/held/" + id + query, "/held" + query + "&id=" + id, "/logout" + query)) {
      anna.get(path);
    }
    Map<String, String> form = Map.of("do", "release", "csrf", token);
    assertEquals(403, anna.post("/held/" + id, Map.of("do", "release")).statusCode());
    assertEquals(
        403, anna.post("/held/" + id, form, "Origin", "https://evil.example").statusCode());
    assertEquals(403, anna.post("/held/" + id, form, "Sec-Fetch-Site", "cross-site").statusCode());
    Visitor stranger = new Visitor(stage.origin());
    assertEquals(303, stranger.post("/held/" + id, form).statusCode());
    assertEquals(
        "/login", stranger.post("/held", form).headers().firstValue("Location").orElse(""));
    for (String path :
        List.of(
            "/held/..%2F..%2Fusers",
            "/held/%2e%2e/%2e%2e/users",
            "/held/" + id + "%00",
            "/held/" + id + "/..%2f" + id + ".json",
            "/held/" + id.toLowerCase(java.util.Locale.ROOT),
            "/static/%2e%2e/%2e%2e/mailweir.css",
            "/held/" + id + "/message.eml/x")) {
      assertEquals(404, anna.get(path).statusCode(), path);
    }
    assertEquals(0, sink.count());
    assertTrue(anna.get("/held").body().contains("stay"), "it is still held, and she signed in");
  }

  @Test
  void everythingWorksWithoutScripts() {
    Sink sink = stage.sink();
    stage.hold(
        IntStream.range(0, 60).mapToObj(i -> letter("number " + i, "ben@example.com")).toList());
    try (Browsing browser = new Browsing()) {
      Page page =
          Browsing.signIn(
              browser.window(1200, 850, ColorScheme.LIGHT, false), stage.origin(), "anna");
      assertEquals(50, page.locator("[data-row]").count());
      page.click("a[rel=next]");
      assertEquals(10, page.locator("[data-row]").count());
      page.fill("#q", "number 59");
      page.click(".search button");
      assertEquals(1, page.locator("[data-row]").count());
      page.click("[data-row] a");
      page.click("button[value=release]");
      assertTrue(page.locator(".notice").innerText().contains("Released for ben@example.com"));
      assertEquals(1, sink.count());
      page.locator("[data-row] input[type=checkbox]").nth(0).check();
      page.locator("[data-row] input[type=checkbox]").nth(1).check();
      page.click("button[value=delete]");
      assertTrue(page.locator(".notice").innerText().contains("Deleted for ben@example.com"));
      assertTrue(page.locator("#count").innerText().endsWith("of 57"));
    }
  }

  @Test
  void keysDecideAndTheListFollows() {
    Sink sink = stage.sink();
    stage.hold(
        IntStream.range(0, 3).mapToObj(i -> letter("number " + i, "ben@example.com")).toList());
    try (Browsing browser = new Browsing()) {
      Page page = Browsing.signIn(browser.window(), stage.origin(), "anna");
      page.keyboard().press("j");
      page.keyboard().press("j");
      page.keyboard().press("r");
      page.waitForSelector(".notice");
      assertEquals(2, page.locator("[data-row]").count());
      assertEquals(1, sink.count());
      page.keyboard().press("j");
      page.keyboard().press("Enter");
      page.waitForSelector(".reading");
      page.keyboard().press("d");
      page.waitForSelector(".notice");
      assertEquals(1, page.locator("[data-row]").count());
      page.keyboard().press("?");
      assertTrue(page.locator("dialog").isVisible());
      assertEquals(List.of(), browser.incidents());
    }
  }

  @Test
  void everyPageFitsEveryScreen() throws Exception {
    Files.createDirectories(SHOTS);
    try (Browsing browser = new Browsing()) {
      List<Letter> letters = new ArrayList<>();
      letters.add(letter("Earn money from home", "ben@example.com", "ann@example.com"));
      letters.add(XssPayloads.letter("W".repeat(300) + "<b>long</b>", 1));
      String id = stage.hold(letters).getFirst();
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        for (int width : new int[] {1200, 390}) {
          Page page = browser.window(width, 844, colours, true);
          String kind = colours.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
          page.navigate(stage.origin() + "/login");
          shot(page, "login-" + kind, width);
          Browsing.signIn(page, stage.origin(), "anna");
          for (String path :
              List.of(
                  "held", "held?q=nothing", "held?state=all&min=1", "held/" + id, "held/nothing")) {
            page.navigate(stage.origin() + "/" + path);
            shot(page, path.replace(id, "message").replaceAll("[^a-z]+", "-") + "-" + kind, width);
          }
        }
      }
      assertEquals(List.of(), browser.incidents());
    }
  }

  private static void shot(Page page, String name, int width) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), name);
  }
}
