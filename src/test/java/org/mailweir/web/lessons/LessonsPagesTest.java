package org.mailweir.web.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Label;
import org.mailweir.learn.LogInFolder;
import org.mailweir.learn.Teaching;
import org.mailweir.learn.Trainer;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.web.Routes;
import org.mailweir.web.TestSite;
import org.mailweir.web.Visitor;

/** The training history in a browser. */
class LessonsPagesTest {

  @TempDir Path folder;

  private Trainer trainer;
  private TestSite site;
  private Visitor anna;
  private Visitor ben;

  @BeforeEach
  void open() throws IOException {
    trainer = LogInFolder.trainer(folder);
    teach(1, "anna", true, "Lottery <b>won</b>");
    teach(2, "ben@x.example", false, "Cheap pills");
    teach(3, "carla@x.example", false, "Casino");
    Routes routes = new Routes();
    new LessonsPages(trainer).addTo(routes);
    site = new TestSite(folder, routes).user("anna").user("ben", "ben@x.example");
    anna = visitor("anna");
    ben = visitor("ben");
  }

  private void teach(int number, String who, boolean authoritative, String subject)
      throws IOException {
    teach(Label.SPAM, number, who, authoritative, subject);
  }

  private void teach(Label label, int number, String who, boolean authoritative, String subject)
      throws IOException {
    InMemoryMessage message =
        InMemoryMessage.of("Subject: " + subject + "\r\n\r\nwords of message " + number + "\r\n");
    trainer.teach(
        new Teaching(
            new FeatureReader().read(new MessageParser(ParseLimits.DEFAULT).parse(message)),
            label,
            "digest" + number,
            "",
            subject,
            who,
            "web",
            1,
            authoritative));
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
    trainer.close();
  }

  @Test
  void anAdministratorSeesAllLessonsAndARecipientHisOwn() {
    String all = anna.get("/lessons").body();
    assertTrue(all.contains("Lottery &lt;b&gt;won&lt;/b&gt;"), all);
    assertTrue(all.contains("Casino"), all);
    String own = ben.get("/lessons").body();
    assertTrue(own.contains("Cheap pills"), own);
    assertFalse(own.contains("Casino"), own);
    assertFalse(own.contains("Lottery"), own);
    assertEquals(200, ben.get("/lessons?status=nonsense&show=-1").statusCode());
  }

  @Test
  void aLessonIsTakenBackOnce() throws IOException {
    long spam = trainer.size().spam();
    Map<String, String> form = Map.of("csrf", ben.token("/lessons"));
    assertEquals(303, ben.post("/lessons/2/undo", form).statusCode());
    assertEquals(spam - 1, trainer.size().spam());
    assertTrue(ben.get("/lessons").body().contains("Lesson 2 does not count any more."));
    ben.post("/lessons/2/undo", form);
    assertEquals(spam - 1, trainer.size().spam());
    anna.post("/lessons/3/undo", Map.of("csrf", anna.token("/lessons")));
    assertEquals(spam - 2, trainer.size().spam());
  }

  @Test
  void nobodyTakesBackWhatAnotherTaught() throws IOException {
    long spam = trainer.size().spam();
    String token = ben.token("/lessons");
    for (String number : new String[] {"1", "3", "99", "x", "-1"}) {
      assertEquals(
          404,
          ben.post("/lessons/" + number + "/undo", Map.of("csrf", token)).statusCode(),
          number);
    }
    assertEquals(403, ben.post("/lessons/3/confirm", Map.of("csrf", token)).statusCode());
    assertEquals(403, ben.post("/lessons/3/discard", Map.of("csrf", token)).statusCode());
    assertEquals(403, ben.post("/lessons/2/undo", Map.of()).statusCode());
    assertEquals(405, ben.get("/lessons/2/undo").statusCode());
    assertEquals(spam, trainer.size().spam());
  }

  @Test
  void whoTakesBackHisLessonLeavesAnotherOfTheSameMessage() throws IOException {
    teach(Label.HAM, 1, "ben@x.example", false, "Lottery"); // lesson 4, disputed
    long spam = trainer.size().spam();
    assertEquals(1, trainer.size().disputed());
    ben.post("/lessons/4/undo", Map.of("csrf", ben.token("/lessons")));
    assertEquals(0, trainer.size().disputed());
    assertEquals(spam, trainer.size().spam());
  }
}
