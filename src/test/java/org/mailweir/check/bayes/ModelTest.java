package org.mailweir.check.bayes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.settings.DataSize;

/** Lessons in, opinions out. */
class ModelTest {

  private static final String[] GOOD =
      ("meeting agenda project report invoice schedule patch kernel review draft comments attached"
              + " minutes deadline budget team server update release notes question answer thanks"
              + " regards tomorrow monday office colleague document version branch merge test")
          .split(" ");
  private static final String[] BAD =
      ("viagra cialis pills cheap discount watches replica casino bonus winner lottery prize click"
              + " unsubscribe offer limited free money loan credit approved enlarge refinance stock")
          .split(" ");
  private static final FeatureReader READER = new FeatureReader();

  private static String letter(Random random, boolean spam, String padding) {
    String[] words = spam ? BAD : GOOD;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append(words[random.nextInt(words.length)]).append(i % 10 == 9 ? "\n" : " ");
    }
    String from = spam ? "offer@shop" + random.nextInt(9) + ".example.biz" : "ann@example.org";
    return "From: "
        + from
        + "\nSubject: "
        + words[random.nextInt(words.length)]
        + "\n"
        + "Content-Type: text/plain\n\n"
        + text
        + padding
        + "\n";
  }

  private static Features read(String letter) {
    return READER.read(new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.of(letter)));
  }

  private static Model taught(int each, BayesSettings settings) {
    Model model = new Model(settings);
    Random random = new Random(1);
    for (int i = 0; i < each; i++) {
      model.learn(read(letter(random, true, "")), Label.SPAM, 1, 20_000 + i);
      model.learn(read(letter(random, false, "")), Label.HAM, 1, 20_000 + i);
    }
    return model;
  }

  private static Opinion of(Model model, boolean spam, String padding) {
    return model.opinion(read(letter(new Random(99), spam, padding)));
  }

  @Test
  void whoKnowsNothingSaysSo() {
    Opinion opinion = of(new Model(BayesSettings.DEFAULT), true, "");
    assertEquals(0.5, opinion.probability());
    assertEquals(State.UNSURE, opinion.state());
  }

  @Test
  void itIsUsefulFromTheFirstLessonsAndCertainOnlyAfterFifty() {
    Model few = taught(5, BayesSettings.DEFAULT);
    assertTrue(of(few, true, "").probability() > 0.6);
    assertTrue(of(few, false, "").probability() < 0.4);
    assertEquals(State.UNSURE, of(few, true, "").state());
    Model enough = taught(60, BayesSettings.DEFAULT);
    assertEquals(State.SPAM, of(enough, true, "").state());
    assertEquals(State.HAM, of(enough, false, "").state());
  }

  @Test
  void aThousandGoodWordsDoNotHideSpam() {
    Model model = taught(300, BayesSettings.DEFAULT);
    StringBuilder padding = new StringBuilder("\n");
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      padding.append(GOOD[random.nextInt(GOOD.length)]).append(i % 12 == 11 ? "\n" : " ");
    }
    assertNotEquals(State.HAM, of(model, true, padding.toString()).state());
    assertTrue(
        of(model, true, padding.toString()).logOdds()
            > of(model, false, padding.toString()).logOdds() + 3);
  }

  @Test
  void theSameLessonsGiveTheSameBits() {
    assertEquals(bits(taught(80, BayesSettings.DEFAULT)), bits(taught(80, BayesSettings.DEFAULT)));
  }

  private static List<Long> bits(Model model) {
    Random random = new Random(5);
    List<Long> bits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Opinion opinion = model.opinion(read(letter(random, i % 2 == 0, "")));
      bits.add(Double.doubleToRawLongBits(opinion.logOdds()));
    }
    return bits;
  }

  @Test
  void aSnapshotGoesOnExactlyWhereItWasTaken() throws Exception {
    Model model = taught(80, BayesSettings.DEFAULT);
    Model copy = Model.read(new ByteArrayInputStream(snapshot(model)), BayesSettings.DEFAULT);
    assertEquals(bits(model), bits(copy));
    Features more = read(letter(new Random(8), false, " viagra"));
    model.learn(more, Label.SPAM, 1, 20_100);
    copy.learn(more, Label.SPAM, 1, 20_100);
    assertEquals(bits(model), bits(copy));
    assertEquals(model.spamLessons(), copy.spamLessons());
  }

  private static byte[] snapshot(Model model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    model.write(out);
    return out.toByteArray();
  }

  @Test
  void aDamagedSnapshotIsRefused() throws Exception {
    byte[] whole = snapshot(taught(5, BayesSettings.DEFAULT));
    Random random = new Random(4);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      places.add(i);
      places.add(whole.length - 1 - i);
    }
    random.ints(16, 0, whole.length).forEach(places::add);
    for (int at : places) {
      refused(Arrays.copyOf(whole, at), "cut at " + at);
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      refused(flipped, "flipped at " + at);
    }
  }

  private static void refused(byte[] bytes, String what) {
    assertThrows(
        IOException.class,
        () -> Model.read(new ByteArrayInputStream(bytes), BayesSettings.DEFAULT),
        what);
  }

  @Test
  void memoryIsBoundedAndWhatIsNewIsStillLearnt() {
    BayesSettings small = BayesSettings.DEFAULT.within(DataSize.ofMiB(8));
    Model model = taught(100, small);
    Random random = new Random(6);
    for (int i = 0; i < 800; i++) {
      StringBuilder odd = new StringBuilder();
      for (int k = 0; k < 250; k++) {
        odd.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36), 0, 8).append(' ');
      }
      model.learn(
          read(letter(random, i % 2 == 0, odd.toString())),
          i % 2 == 0 ? Label.HAM : Label.SPAM,
          1,
          20_200 + i);
      assertTrue(model.bytes() <= small.memory().bytes(), "after " + i);
    }
  }

  @Test
  void aLessonAgainstAllEvidenceIsDisputedOnlyByAModelThatKnows() {
    Features spam = read(letter(new Random(9), true, ""));
    Model knows = taught(200, BayesSettings.DEFAULT);
    assertTrue(Dispute.contradicts(knows.opinion(spam), Label.HAM));
    assertFalse(Dispute.contradicts(knows.opinion(spam), Label.SPAM));
    Model learns = taught(20, BayesSettings.DEFAULT);
    assertFalse(Dispute.contradicts(learns.opinion(spam), Label.HAM));
  }

  @Test
  void knowledgeOfAnotherFilterCountsUntilThereAreOwnLessons() {
    Features spam = read(letter(new Random(9), true, ""));
    assertTrue(new Model(BayesSettings.DEFAULT).opinion(spam, 3).probability() > 0.9);
    assertTrue(taught(2_000, BayesSettings.DEFAULT).opinion(spam, -3).probability() > 0.9);
  }
}
