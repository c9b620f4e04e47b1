package org.mailweir.check.virus;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.Points;
import org.mailweir.metrics.Metrics;
import org.mailweir.peer.NoAnswerException;
import org.mailweir.peer.Servers;
import org.mailweir.peer.SignsOfLife;

/** Has the whole message scanned by clamd, as it is. */
public final class VirusCheck implements Check, AutoCloseable {

  private static final double VIRUS_POINTS = 20;
  private static final double UNSCANNED_POINTS = 0.01;
  private static final int TIMES_TOO_SLOW = 3;

  private final VirusSettings settings;
  private final SignatureTable signatures;
  private final Points points;
  private final Servers servers;
  private final SlowMessages slow = new SlowMessages();

  public VirusCheck(VirusSettings settings, Points points, Metrics metrics) {
    this.settings = settings;
    this.signatures = SignatureTable.of(settings.spamSignatures());
    this.points = points;
    this.servers = new Servers("virus", settings.reach(), new Clamd(), metrics);
  }

  /** The scanners that give no sign of life, by name, and why. */
  public static Map<String, String> silent(VirusSettings settings) {
    return SignsOfLife.missing(settings.reach(), new Clamd());
  }

  @Override
  public String name() {
    return "virus";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.NETWORK;
  }

  @Override
  public CheckResult check(CheckInput input) throws InterruptedException {
    if (input.raw().size() > settings.maxSize().bytes()) {
      return tooLarge("larger than max_size");
    }
    try {
      Scan scan = servers.ask(Clamd.scan(input.raw()), input.deadline());
      slow.forget(input.raw().sha256());
      return result(scan);
    } catch (NoAnswerException e) {
      return e.questionTookTooLong() && slow.count(input.raw().sha256()) >= TIMES_TOO_SLOW
          ? tooSlow(e)
          : new CheckResult.Unavailable("clamd " + e.getMessage());
    }
  }

  private CheckResult result(Scan scan) {
    return switch (scan) {
      case Scan.Clean clean -> CheckResult.Found.NOTHING;
      case Scan.TooLarge tooLarge -> tooLarge("larger than clamd's StreamMaxLength");
      case Scan.Refused(String why) -> new CheckResult.Unavailable("clamd " + why);
      case Scan.Infected(String signature) -> infected(signature);
    };
  }

  /** To wait would not make it smaller: Postfix would give it up in the end. */
  private CheckResult tooLarge(String why) {
    return unscanned("Too large for the virus scanner", why);
  }

  /** The same for what has been tried often enough, in attempts of Postfix minutes apart. */
  private CheckResult tooSlow(NoAnswerException why) {
    return unscanned(
        "Took the virus scanner too long", TIMES_TOO_SLOW + " times, clamd " + why.getMessage());
  }

  private CheckResult unscanned(String description, String why) {
    return found("VIRUS_UNSCANNED", UNSCANNED_POINTS, description, why);
  }

  private CheckResult infected(String signature) {
    OptionalDouble spam = signatures.points(signature);
    return spam.isPresent()
        ? found(
            "VIRUS_SPAM_SIGNATURE",
            spam.getAsDouble(),
            "The virus scanner knows it as spam or as doubtful",
            signature)
        : found("VIRUS", VIRUS_POINTS, "The virus scanner found a virus", signature);
  }

  private CheckResult found(String name, double worth, String description, String evidence) {
    return new CheckResult.Found(
        List.of(new Finding(name, points.of(name, worth), description, evidence, 1)));
  }

  @Override
  public void close() {
    servers.close();
  }
}
