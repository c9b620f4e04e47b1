package org.mailweir.check.bayes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What one person teaches counts for him, as much as it is needed, and for nobody else. */
class PersonalModelTest {

  private static final String BOB = "bob@example.org";
  private static final long PLENTY = 1 << 20;

  private final PersonalModels models = new PersonalModels(PLENTY);
  private final long[] newsletter = tokens(1, 300);

  @Test
  void aLessonTurnsTheSitesOpinionOfTheSameMessageForHimAlone() {
    models.learn(BOB, newsletter, Label.HAM, 2.5, 1);
    assertEquals(-5.5, models.shift(BOB, newsletter), 1e-3);
    assertEquals(0, models.shift("carol@example.org", newsletter));
  }

  @Test
  void aStrongOpinionOfTheSiteTakesMoreThanOneLesson() {
    models.learn(BOB, newsletter, Label.HAM, 9, 1);
    assertEquals(-6, models.shift(BOB, newsletter), 1e-3);
    models.learn(BOB, newsletter, Label.HAM, 9, 1);
    assertEquals(-12, models.shift(BOB, newsletter), 1e-3);
  }

  @Test
  void whoAgreesWithTheSiteChangesNothing() {
    models.learn(BOB, newsletter, Label.SPAM, 4, 1);
    assertEquals(0, models.count());
  }

  @Test
  void aMessageIsMovedByWhatItSharesWithTheLesson() {
    models.learn(BOB, newsletter, Label.HAM, 2, 1);
    long[] next = newsletter.clone();
    System.arraycopy(tokens(2, 150), 0, next, 0, 150);
    Arrays.sort(next);
    assertEquals(-2.5, models.shift(BOB, next), 0.05);
    assertEquals(0, models.shift(BOB, tokens(3, 300)), 0.05);
  }

  @Test
  void whatIsFullForgetsTheWeakestTokensAndStaysBounded() {
    PersonalModel model = PersonalModel.EMPTY;
    for (int lesson = 0; lesson < 100; lesson++) {
      model = model.learn(tokens(lesson, 1_000), Label.HAM, 2, 1);
      assertTrue(model.bytes() <= 65_536);
    }
    assertEquals(-5, model.shift(tokens(99, 1_000)), 0.3);
  }

  @Test
  void ofAHugeMessageTheSameTokensCountEachTime() {
    long[] huge = tokens(5, 4_096);
    models.learn(BOB, huge, Label.HAM, 2, 1);
    assertEquals(-5, models.shift(BOB, huge), 1e-3);
  }

  @Test
  void whoHasNotTaughtForLongestMakesRoom() {
    PersonalModels few = new PersonalModels(3L * 512 * PersonalModel.SLOT_BYTES);
    for (String name : new String[] {"a@x", "b@x", "c@x", "a@x", "d@x"}) {
      few.learn(name, tokens(name.charAt(0), 100), Label.HAM, 9, 1);
    }
    assertTrue(few.know("a@x") && few.know("c@x") && few.know("d@x"));
    assertEquals(3, few.count());
  }

  @Test
  void withoutMemoryNobodyHasAModel() {
    PersonalModels none = new PersonalModels(0);
    none.learn(BOB, newsletter, Label.HAM, 9, 1);
    assertEquals(0, none.count());
  }

  @Test
  void theyAreReadAsTheyWereWritten() throws IOException {
    models.learn(BOB, newsletter, Label.HAM, 2.5, 1);
    models.learn("carol@example.org", tokens(4, 1_000), Label.SPAM, 0, 0.5);
    byte[] bytes = written();
    PersonalModels read = new PersonalModels(PLENTY);
    read.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertEquals(2, read.count());
    assertEquals(models.shift(BOB, newsletter), read.shift(BOB, newsletter));
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThrows(
        IOException.class, () -> read.read(new DataInputStream(new ByteArrayInputStream(cut))));
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    models.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  /** Distinct, in ascending order, as the features of a message are. */
  private static long[] tokens(long seed, int count) {
    return new SplittableRandom(seed).longs(count, 1, 1L << 48).sorted().toArray();
  }
}
