package org.mailweir.web.lately;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.check.bayes.Label;
import org.mailweir.history.Fate;
import org.mailweir.history.History;
import org.mailweir.history.HistorySettings;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.reinject.ReinjectSettings;
import org.mailweir.reinject.SmtpReinjector;
import org.mailweir.review.Lessons;
import org.mailweir.review.Review;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.Routes;
import org.mailweir.web.TestSite;
import org.mailweir.web.Visitor;
import org.mailweir.web.figures.FiguresPage;

/** What came through, seen and taught in a browser; and the figures that are made of it. */
class LatelyPagesTest {

  @TempDir Path folder;

  private final List<String> taught = new ArrayList<>();
  private final Metrics metrics = new Metrics();
  private SmtpReinjector reinjector;
  private History history;
  private TestSite site;
  private Visitor anna;
  private Visitor ben;

  @BeforeEach
  void open() {
    history =
        History.open(
            new HistorySettings(folder.resolve("history.sqlite"), Duration.ofDays(14), 1000),
            metrics);
    Stream.of(
            passage("1-a", "Offer <script>alert(1)</script>", 9, true, "ben@x.example"),
            passage("2-a", "Minutes \u202Efdp.exe", -1, false, "carla@x.example"),
            passage("3-a", "To both", 1, false, "ben@x.example", "carla@x.example"))
        .forEach(history::record);
    history.close(); // writes
    QuarantineSettings held = new QuarantineSettings(folder.resolve("q"));
    QuarantineFolder quarantine = new QuarantineFolder(held);
    reinjector = new SmtpReinjector(ReinjectSettings.DEFAULT, metrics);
    ReviewDesk desk =
        new ReviewDesk(
            quarantine,
            new ReviewDesk.Rules() {
              @Override
              public boolean isOpenToRecipients(HeldMessage message) {
                return true;
              }

              @Override
              public boolean isTrusted(String address) {
                return false;
              }
            },
            new Review(quarantine, reinjector),
            new Notes(),
            new AllowedSenders(folder),
            history::get);
    Routes routes = new Routes();
    new LatelyPages(history, desk).addTo(routes);
    new FiguresPage(history, metrics, new FiguresPage.Thresholds(5, 12)).addTo(routes);
    site = new TestSite(folder, routes).user("anna").user("ben", "ben@x.example");
    anna = visitor("anna");
    ben = visitor("ben");
  }

  private Visitor visitor(String name) {
    Visitor visitor = new Visitor(site.origin());
    visitor.logIn(name, TestSite.PASSWORD);
    return visitor;
  }

  @AfterEach
  void close() {
    anna.close();
    ben.close();
    site.close();
    reinjector.close();
    history.close();
  }

  private static Passage passage(
      String id, String subject, double score, boolean unsure, String... recipients) {
    return new Passage(
        id,
        Instant.now().minusSeconds(60),
        "outside",
        "mx.example.org [192.0.2.1]",
        "offer@example.org",
        "Offer <offer@example.org>",
        subject,
        "m@example.org",
        "digest-" + id,
        score,
        unsure,
        Stream.of(recipients).map(r -> new Passage.Copy(r, Fate.PASS)).toList(),
        List.of(new Passage.Hit("BAIT_MONEY", 2.5)),
        List.of("spamd: timeout"),
        "",
        4_321,
        12);
  }

  /** Writes down what it is taught. */
  private final class Notes implements Lessons {
    @Override
    public LessonResult held(TransactionId id, Label label, String who, boolean authoritative) {
      throw new AssertionError("nothing is held");
    }

    @Override
    public LessonResult passed(Passage passage, Label label, String who, boolean authoritative)
        throws IOException {
      if (passage.id().equals("3-a")) {
        throw new IOException("too little of it is remembered");
      }
      taught.add(passage.id() + " " + label + " by " + who + (authoritative ? ", sure" : ""));
      return new LessonResult.Learned(7);
    }
  }

  @Test
  void anAdministratorSeesEverythingAndNothingOfItRuns() {
    String page = anna.get("/lately").body();
    assertTrue(page.contains("Offer &lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("Minutes [U+202E]fdp.exe"), page);
    assertTrue(page.contains("carla@x.example"), page);
    assertTrue(page.contains("BAIT_MONEY"), page);
  }

  @Test
  void aRecipientSeesHisOwnCopiesAndNobodyElses() {
    String page = ben.get("/lately").body();
    assertTrue(page.contains("Offer"), page);
    assertTrue(page.contains("To both"), page);
    assertFalse(page.contains("Minutes"), page);
    assertFalse(page.contains("carla"), page);
    assertFalse(ben.get("/lately?to=carla@x.example").body().contains("Minutes"));
  }

  @Test
  void filtersNarrowTheList() {
    assertFalse(anna.get("/lately?unsure=1").body().contains("To both"));
    assertTrue(anna.get("/lately?unsure=1").body().contains("Offer"));
    assertTrue(anna.get("/lately?to=@x.example&q=both").body().contains("To both"));
    assertTrue(anna.get("/lately?fate=hold").body().contains("Nothing fits these filters"));
    assertEquals(200, anna.get("/lately?page=99999999999&fate=%00&age=%22").statusCode());
  }

  @Test
  void aMissedSpamIsTaughtWithOneButton() {
    String token = ben.token("/lately");
    Map<String, String> spam = Map.of("csrf", token, "do", "spam", "back", "/lately?page=1");
    assertEquals(303, ben.post("/lately/1-a", spam).statusCode());
    assertEquals(List.of("1-a SPAM by ben@x.example"), taught);
    assertTrue(ben.get("/lately").body().contains("The classifier has learned that it is spam."));
    anna.post("/lately/2-a", Map.of("csrf", anna.token("/lately"), "do", "ham"));
    assertEquals("2-a HAM by anna, sure", taught.getLast());
  }

  @Test
  void whatCannotBeLearnedIsSaid() {
    Map<String, String> form = Map.of("csrf", anna.token("/lately"), "do", "spam");
    anna.post("/lately/3-a", form);
    assertTrue(anna.get("/lately").body().contains("Not learned: too little of it is remembered"));
  }

  @Test
  void anothersMailIsNotTaughtNorWithoutTheTokenNorByGet() {
    String token = ben.token("/lately");
    assertEquals(404, ben.post("/lately/2-a", Map.of("csrf", token, "do", "spam")).statusCode());
    assertEquals(403, ben.post("/lately/1-a", Map.of("do", "spam")).statusCode());
    assertEquals(405, ben.get("/lately/1-a?do=spam").statusCode());
    assertEquals(404, ben.post("/lately/1-a", Map.of("csrf", token, "do", "both")).statusCode());
    assertEquals(List.of(), taught);
  }

  @Test
  void theWayBackLeadsToNoOtherPage() {
    Map<String, String> form =
        Map.of("csrf", ben.token("/lately"), "do", "spam", "back", "https://evil.example/");
    assertEquals(
        "/lately", ben.post("/lately/1-a", form).headers().firstValue("Location").orElse(""));
  }

  @Test
  void figuresAreDrawnForAdministratorsWithoutStyleOrScript() {
    metrics.timer("check_seconds", "check", "rules").record(2_000_000);
    String page = anna.get("/figures?range=week").body();
    assertTrue(page.contains("<title id=\"mail-title\">Mail by what became of it</title>"), page);
    assertTrue(page.contains("3 messages in 7 days"), page);
    assertTrue(page.contains("hold 12.0"), page);
    assertTrue(page.contains("<td>rules</td>"), page);
    assertTrue(page.contains("spamd"), page);
    assertFalse(page.contains("style="), page);
    assertEquals(403, ben.get("/figures").statusCode());
  }
}
