package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Threads that share a rule set, fresh or used, find what one thread finds alone. */
class SharedRulesTest {

  private static final int THREADS = 8;

  @Test
  void allThreadsFindTheSame() throws Exception {
    List<TestMail> mails = mails();
    RuleSet alone = rules();
    List<String> expected = new ArrayList<>();
    for (TestMail mail : mails) {
      expected.add(mail.hits(alone));
    }
    assertTrue(expected.stream().distinct().count() > 5, "the messages differ in what they hit");
    RuleSet shared = rules();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<List<String>>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int first = i * mails.size() / THREADS;
      tasks.add(() -> hits(mails, first, shared, start));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<List<String>> task : threads.invokeAll(tasks)) {
        assertEquals(expected, task.get());
      }
    }
  }

  /** Each thread begins elsewhere, so that they build different states at the same time. */
  private static List<String> hits(
      List<TestMail> mails, int first, RuleSet rules, CyclicBarrier start) throws Exception {
    String[] hits = new String[mails.size()];
    start.await();
    for (int i = 0; i < mails.size(); i++) {
      int at = (first + i) % mails.size();
      hits[at] = mails.get(at).hits(rules);
    }
    return List.of(hits);
  }

  private static RuleSet rules() throws RuleFilesException {
    return RuleSet.load(RulesSettings.DEFAULT.own(List.of("rules/*.cf")), Path.of("etc"));
  }

  private static List<TestMail> mails() {
    String[] words = {
      "Dear friend", "million dollars", "click here", "your account is suspended", "viagra",
      "meeting at noon", "unsubscribe", "bitcoin wallet", "100% free", "the minutes of the board"
    };
    List<TestMail> mails = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 60; k++) {
        text.append(words[(i * 7 + k * k) % words.length]).append(k % 5 == 0 ? "\n\n" : " ");
      }
      mails.add(
          TestMail.body(text.toString())
              .header("From", "\"A " + i + "\" <a" + i + "@freemail.example>")
              .header(
                  "Subject",
                  i % 3 == 0 ? words[i % words.length].toUpperCase(Locale.ROOT) : "Re: " + i)
              .link(i % 4 == 0 ? "http://192.0.2." + i + "/login" : "https://www.shop.example/" + i)
              .html(words[i % words.length], i % 2 == 0 ? "hidden" : ""));
    }
    return mails;
  }
}
