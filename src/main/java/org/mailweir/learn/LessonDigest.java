package org.mailweir.learn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * The identity of a message, the same for each copy of it: its Message-ID and the text that a
 * reader sees, white space folded. What transport does to a message (Received and X-Spam fields, a
 * tagged Subject, another transfer encoding, other line ends) does not change it.
 */
public final class LessonDigest {

  private static final int BYTES = 16;

  private LessonDigest() {}

  /** 32 hexadecimal digits. */
  public static String of(ParsedMessage message) {
    MessageDigest sha = sha256();
    add(sha, identity(message));
    for (Part leaf : message.leaves()) {
      if (leaf.role() == Part.Role.BODY) {
        addLeaf(sha, leaf);
      }
    }
    return HexFormat.of().formatHex(sha.digest(), 0, BYTES);
  }

  /** The Message-ID without what stands around it, cut at 200 characters, or empty. */
  public static String messageId(ParsedMessage message) {
    String value = message.headers().value("Message-ID").strip();
    int open = value.indexOf('<');
    int close = value.indexOf('>', open + 1);
    String id = open >= 0 && close > open ? value.substring(open + 1, close) : value;
    return id.length() > 200 ? id.substring(0, 200) : id;
  }

  /** Without a Message-ID it is the author and his date. */
  private static String identity(ParsedMessage message) {
    String id = messageId(message);
    return id.isEmpty()
        ? message.headers().value("From") + "\n" + message.headers().value("Date")
        : id;
  }

  private static void addLeaf(MessageDigest sha, Part leaf) {
    if (leaf.html() != null) {
      add(sha, leaf.html().visible());
    } else if (leaf.isText()) {
      add(sha, leaf.text());
    } else {
      add(sha, leaf.type());
      sha.update(leaf.body());
    }
  }

  private static void add(MessageDigest sha, String text) {
    StringBuilder folded = new StringBuilder(text.length() + 1);
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean white = Character.isWhitespace(c) || c == '\u00a0';
      if (!white) {
        folded.append(c);
      } else if (!space) {
        folded.append(' ');
      }
      space = white;
    }
    sha.update(folded.toString().strip().getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
