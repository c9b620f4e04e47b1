package org.mailweir.learn;

import java.util.Locale;
import java.util.Random;
import org.mailweir.check.bayes.Label;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/** Letters of two kinds that a classifier can tell apart, each a little different. */
final class Letters {

  private static final MessageParser PARSER = new MessageParser(ParseLimits.DEFAULT);
  private static final LessonReader READER = new LessonReader();

  private static final String[] PITCH = {
    "winner",
    "prize",
    "claim",
    "lottery",
    "transfer",
    "urgent",
    "million",
    "dollars",
    "wire",
    "offer",
    "limited",
    "casino",
    "bonus",
    "pills",
    "cheap"
  };
  private static final String[] WORK = {
    "meeting",
    "minutes",
    "review",
    "budget",
    "agenda",
    "attached",
    "thursday",
    "project",
    "release",
    "build",
    "patch",
    "lunch",
    "train",
    "notes",
    "draft"
  };

  private Letters() {}

  static ParsedMessage parse(String text) {
    return PARSER.parse(InMemoryMessage.of(text));
  }

  static ParsedMessage letter(Label label, int number) {
    Random random = new Random(number * 31L + label.ordinal());
    String[] words = label == Label.SPAM ? PITCH : WORK;
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      body.append(words[random.nextInt(words.length)]).append(i % 8 == 7 ? "\n" : " ");
    }
    String name = label.name().toLowerCase(Locale.ROOT);
    return parse(
        "From: "
            + name
            + number % 7
            + "@"
            + name
            + ".example\nTo: me@example.org\n"
            + "Subject: "
            + words[random.nextInt(words.length)]
            + " "
            + number
            + "\nMessage-ID: <"
            + number
            + "."
            + name
            + "@example.org>\n"
            + "Date: Mon, 2 Mar 2026 10:00:00 +0000\n\n"
            + body
            + number
            + "\n");
  }

  /** The administrator's lesson. */
  static Teaching taught(Label label, int number) {
    return by("root", label, number).withAuthority();
  }

  /** Somebody says that a letter is what it is. */
  static Teaching by(String teacher, Label label, int number) {
    return READER.read(letter(label, number), label, teacher, "test");
  }

  /** Somebody says that a letter is the opposite of what it is. */
  static Teaching wrongly(String teacher, Label label, int number) {
    Label opposite = label == Label.SPAM ? Label.HAM : Label.SPAM;
    return READER.read(letter(label, number), opposite, teacher, "test");
  }
}
