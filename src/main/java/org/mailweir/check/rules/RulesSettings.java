package org.mailweir.check.rules;

import java.nio.file.Path;
import java.util.List;
import org.mailweir.check.rules.language.ScoreSet;
import org.mailweir.settings.Doc;

/** Which rules there are, and how much one may cost. */
@Doc("Rules in SpamAssassin's language.")
public record RulesSettings(
    @Doc(
            "Whose rules are run: OWN, those of files below; SPAMASSASSIN, those that are installed"
                + " in stock_dirs with the settings in site_dirs; AUTO, SpamAssassin's where they"
                + " are installed, else Mailweir's own. What was chosen is in the log.")
        RuleSource set,
    @Doc(
            "Mailweir's own rule files, read in this order; * and ? may stand in the last component,"
                + " and such files are read in the order of their names. A relative path counts from"
                + " the folder of the configuration file. An entry without a file, or with one that"
                + " cannot be read, is an error; [] means no rules.")
        List<String> files,
    @Doc(
            "More rule files, in the same form, read last whatever set says, so that their lines win."
                + " For rules and scores that only Mailweir is to know.")
        List<String> local,
    @Doc(
            "Where SpamAssassin's rules may be; the first folder that holds any counts. In"
                + " /var/lib/spamassassin the folder of the newest version is meant, which"
                + " sa-update keeps.")
        List<Path> stockDirs,
    @Doc(
            "Where SpamAssassin's settings may be: its *.pre files, and local.cf and the other *.cf"
                + " files, which are read after the stock. The first folder that exists counts.")
        List<Path> siteDirs,
    @Doc(
            "Characters that one pattern may read in one text before it is given up for this message;"
                + " 5 million are some 20 ms. In all texts of a message it may read four times as"
                + " many.")
        long stepsPerMatch,
    @Doc(
            "Characters that all patterns together may read in one message before the rest of the"
                + " rules is left out.")
        long stepsPerMessage,
    @Doc(
            "Which of the four values of a score line holds: PLAIN, NETWORK, BAYES,"
                + " BAYES_AND_NETWORK; or AUTO: with BAYES when the classifier has learnt at least 50"
                + " of each kind, with NETWORK when DNS lists are asked, else PLAIN. What SPF, DKIM,"
                + " DMARC, lists and the like find always has the value for network checks.")
        ScoreChoice scoreSet) {

  public static final RulesSettings DEFAULT =
      new RulesSettings(
          RuleSource.AUTO,
          List.of("rules/*.cf"),
          List.of(),
          List.of(Path.of("/var/lib/spamassassin"), Path.of("/usr/share/spamassassin")),
          List.of(Path.of("/etc/spamassassin"), Path.of("/etc/mail/spamassassin")),
          5_000_000,
          100_000_000,
          ScoreChoice.AUTO);

  public RulesSettings {
    files = List.copyOf(files);
    local = List.copyOf(local);
    stockDirs = List.copyOf(stockDirs);
    siteDirs = List.copyOf(siteDirs);
    if (stepsPerMatch < 1_000 || stepsPerMessage < stepsPerMatch) {
      throw new IllegalArgumentException(
          "steps_per_match must be at least 1000, and steps_per_message no less than it");
    }
  }

  /** The same with Mailweir's own rules in these files. */
  public RulesSettings own(List<String> ownFiles) {
    return new RulesSettings(
        RuleSource.OWN,
        ownFiles,
        local,
        stockDirs,
        siteDirs,
        stepsPerMatch,
        stepsPerMessage,
        scoreSet);
  }

  /** The same with rules of another source. */
  public RulesSettings from(RuleSource source) {
    return new RulesSettings(
        source, files, local, stockDirs, siteDirs, stepsPerMatch, stepsPerMessage, scoreSet);
  }

  /** The same with other limits. */
  RulesSettings limited(long perMatch, long perMessage) {
    return new RulesSettings(
        set, files, local, stockDirs, siteDirs, perMatch, perMessage, scoreSet);
  }

  /** The same in another situation. */
  RulesSettings scoredFor(ScoreSet other) {
    return new RulesSettings(
        set,
        files,
        local,
        stockDirs,
        siteDirs,
        stepsPerMatch,
        stepsPerMessage,
        ScoreChoice.of(other));
  }

  /**
   * The same, and AUTO decided.
   *
   * @param classifier whether there is one that has learnt enough
   * @param lists whether DNS lists are asked, on which the values for network checks count
   */
  public RulesSettings with(boolean classifier, boolean lists) {
    if (scoreSet != ScoreChoice.AUTO) {
      return this;
    }
    ScoreSet set = classifier ? ScoreSet.BAYES : ScoreSet.PLAIN;
    return scoredFor(lists ? set.withNetwork() : set);
  }

  /** Which of the four values of a score line holds. */
  public ScoreSet situation() {
    return scoreSet.set();
  }
}
