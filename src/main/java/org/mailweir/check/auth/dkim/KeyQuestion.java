package org.mailweir.check.auth.dkim;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;

/** A key that was asked for and may be on its way. */
public final class KeyQuestion {

  /** Among so many records under one name the right one must be. */
  private static final int MOST_RECORDS = 5;

  private final String name;
  private final Algorithm algorithm;
  private final CompletableFuture<DnsAnswer> answer;

  private KeyQuestion(String name, Algorithm algorithm, CompletableFuture<DnsAnswer> answer) {
    this.name = name;
    this.algorithm = algorithm;
    this.answer = answer;
  }

  /** Asks, and does not wait. */
  public static KeyQuestion ask(
      String selector, String domain, Algorithm algorithm, DnsClient dns, Deadline deadline) {
    String name = selector + "._domainkey." + domain;
    return new KeyQuestion(name, algorithm, dns.ask(name, RecordType.TXT, deadline));
  }

  /** The words of the DNS when it has no answer. */
  public static final class NoAnswerException extends Exception {
    NoAnswerException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * What is published.
   *
   * @param test whether the domain only tries DKIM out
   */
  record Published(VerifyingKey key, boolean test) {}

  /**
   * Waits for the key.
   *
   * @param identity i= of the signature, or empty
   * @throws SyntaxErrorException when there is none that may be used
   * @throws NoAnswerException when the DNS does not say; its message names the question
   */
  Published key(String identity, String domain)
      throws SyntaxErrorException, NoAnswerException, InterruptedException {
    List<String> texts = texts();
    SyntaxErrorException trouble = new SyntaxErrorException("no key");
    for (String text : texts.subList(0, Math.min(MOST_RECORDS, texts.size()))) {
      try {
        KeyRecord record = KeyRecord.read(text);
        record.allow(algorithm);
        record.allowIdentity(identity, domain);
        return new Published(VerifyingKey.of(record.key(), algorithm), record.isTest());
      } catch (SyntaxErrorException e) {
        trouble = e;
      }
    }
    throw trouble;
  }

  private List<String> texts() throws NoAnswerException, InterruptedException {
    try {
      DnsAnswer said = answer.get();
      if (said instanceof DnsAnswer.Unknown(DnsAnswer.Reason reason)
          && reason != DnsAnswer.Reason.BAD_NAME) {
        throw new NoAnswerException(name + " " + reason.words());
      }
      return said.texts();
    } catch (ExecutionException e) {
      throw new NoAnswerException(name + " error");
    }
  }

  /**
   * Waits for the key and verifies.
   *
   * @throws SyntaxErrorException when there is no key that may be used
   */
  public boolean verifies(byte[] signature, byte[] text, String domain)
      throws SyntaxErrorException, NoAnswerException, InterruptedException {
    return key("", domain).key().verifies(signature, text);
  }
}
