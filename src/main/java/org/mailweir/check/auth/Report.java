package org.mailweir.check.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.check.Points;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dmarc.DmarcAnswer;
import org.mailweir.check.auth.spf.SpfAnswer;
import org.mailweir.check.auth.spf.SpfResult;
import org.mailweir.check.auth.text.DomainName;

/** Makes findings of the evidence, and names what was missing. */
final class Report {

  /** That the client is not known, so that SPF says nothing. */
  private static final String NO_CLIENT = "__SPF_CLIENT_UNKNOWN";

  private static final int LONGEST = 200;

  private final Evidence evidence;
  private final Points points;
  private final List<Finding> findings = new ArrayList<>();

  private Report(Evidence evidence, Points points) {
    this.evidence = evidence;
    this.points = points;
  }

  static List<Finding> findings(Evidence evidence, String senderDomain, Points points) {
    Report report = new Report(evidence, points);
    report.spf();
    report.dkim(DomainName.normal(senderDomain));
    report.arc();
    report.dmarc();
    report.add(evidence.authenticated(), Word.FROM_AUTHENTICATED, evidence.dmarc().domain());
    String results = ResultsText.of(evidence);
    report.findings.add(
        new Finding(
            Finding.AUTHENTICATION_RESULTS, 0, "How the sender was authenticated", results, 1));
    return report.findings;
  }

  private void add(boolean holds, Word word, String about) {
    if (holds) {
      double worth = points.of(word.name(), word.points());
      findings.add(new Finding(word.name(), worth, word.description(), printable(about), 1));
    }
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().limit(LONGEST).forEach(c -> out.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return out.toString();
  }

  private void spf() {
    SpfAnswer helo = evidence.helo();
    SpfAnswer mailFrom = evidence.mailFrom();
    if (helo == null || mailFrom == null) {
      findings.add(new Finding(NO_CLIENT, 0, "SPF: nobody says which host sent the message"));
      return;
    }
    spf("SPF_HELO_", helo);
    if (!evidence.nullSender()) {
      spf("SPF_", mailFrom);
    }
  }

  private void spf(String prefix, SpfAnswer answer) {
    String result = answer.result().name();
    String name = (result.endsWith("ERROR") ? "T_" : "") + prefix + result;
    String about = answer.reason().isEmpty() ? answer.explanation() : answer.reason();
    add(
        true,
        Word.valueOf(name),
        about.isEmpty() ? answer.domain() : answer.domain() + ": " + about);
  }

  private void dkim(String sender) {
    List<DkimResult> all = evidence.signatures();
    List<DkimResult> sound = all.stream().filter(DkimResult::isSound).toList();
    boolean known = all.stream().noneMatch(r -> r.status() == DkimResult.Status.TEMPERROR);
    add(!all.isEmpty(), Word.DKIM_SIGNED, domains(all));
    add(!sound.isEmpty(), Word.DKIM_VALID, domains(sound));
    add(!all.isEmpty() && sound.isEmpty() && known, Word.DKIM_INVALID, reason(all));
    List<DkimResult> author =
        sound.stream().filter(r -> evidence.authors().domains().contains(r.domain())).toList();
    add(!author.isEmpty(), Word.DKIM_VALID_AU, domains(author));
    List<DkimResult> envelope =
        sound.stream().filter(r -> !sender.isEmpty() && r.domain().equals(sender)).toList();
    add(!envelope.isEmpty(), Word.DKIM_VALID_EF, domains(envelope));
    List<DkimResult> partial = all.stream().filter(DkimResult::isPartial).toList();
    add(!partial.isEmpty(), Word.DKIM_PARTIAL, domains(partial));
  }

  private static String domains(List<DkimResult> results) {
    return String.join(" ", results.stream().map(DkimResult::domain).distinct().toList());
  }

  private static String reason(List<DkimResult> results) {
    return results.isEmpty() ? "" : domains(results) + ": " + results.getFirst().reason();
  }

  private void arc() {
    ArcResult chain = evidence.chain();
    boolean valid = chain.status() == ArcResult.Status.PASS;
    String sealers = String.join(" ", chain.hops().stream().map(ArcResult.Hop::domain).toList());
    add(chain.status() != ArcResult.Status.NONE, Word.ARC_SIGNED, sealers);
    add(valid, Word.ARC_VALID, sealers);
    add(chain.status() == ArcResult.Status.FAIL, Word.ARC_INVALID, chain.reason());
  }

  private void dmarc() {
    DmarcAnswer answer = evidence.dmarc();
    Word word = word(answer, evidence.excused());
    boolean unclear =
        !evidence.authors().valid() || answer.result() == DmarcAnswer.Result.PERMERROR;
    add(unclear, Word.DMARC_FROM_UNCLEAR, String.join(" ", evidence.authors().domains()));
    if (word != null) {
      add(true, word, answer.domain());
    }
  }

  private static @Nullable Word word(DmarcAnswer answer, boolean excused) {
    return switch (answer.result()) {
      case NONE -> Word.DMARC_MISSING;
      case PASS -> Word.DMARC_PASS;
      case PERMERROR, TEMPERROR -> null;
      case FAIL ->
          excused
              ? Word.DMARC_EXCUSED
              : switch (answer.applied()) {
                case NONE -> Word.DMARC_NONE;
                case QUARANTINE -> Word.DMARC_QUAR;
                case REJECT -> Word.DMARC_REJECT;
              };
    };
  }

  /**
   * What the DNS did not say: {@code spf example.org timeout, dmarc _dmarc.example.org timeout}.
   */
  static String missing(Evidence evidence) {
    List<String> missing = new ArrayList<>();
    spfMissing(evidence.mailFrom(), missing);
    spfMissing(evidence.helo(), missing);
    evidence.signatures().stream()
        .filter(r -> r.status() == DkimResult.Status.TEMPERROR)
        .forEach(r -> missing.add("dkim " + r.reason()));
    if (evidence.chain().status() == ArcResult.Status.TEMPERROR) {
      missing.add("arc " + evidence.chain().reason());
    }
    if (evidence.dmarc().result() == DmarcAnswer.Result.TEMPERROR) {
      missing.add("dmarc " + evidence.dmarc().reason());
    }
    return printable(String.join(", ", missing.stream().distinct().toList()))
        .toLowerCase(Locale.ROOT);
  }

  private static void spfMissing(@Nullable SpfAnswer answer, List<String> missing) {
    if (answer != null && answer.result() == SpfResult.TEMPERROR) {
      missing.add("spf " + answer.reason());
    }
  }
}
