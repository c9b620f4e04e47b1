package org.mailweir.config;

import java.nio.file.Path;
import java.util.List;
import org.mailweir.check.CheckSettings;
import org.mailweir.check.attachments.AttachmentSettings;
import org.mailweir.check.auth.AuthSettings;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.dnsbl.DnsblSettings;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.check.spamd.SpamdSettings;
import org.mailweir.check.virus.VirusSettings;
import org.mailweir.control.ControlSettings;
import org.mailweir.decide.PolicySettings;
import org.mailweir.digest.DigestSettings;
import org.mailweir.dns.DnsSettings;
import org.mailweir.domain.DomainSettings;
import org.mailweir.history.HistorySettings;
import org.mailweir.learn.LearnSettings;
import org.mailweir.learn.auto.AutoLearnSettings;
import org.mailweir.learn.inbox.TrainingSettings;
import org.mailweir.learn.recent.RecentSettings;
import org.mailweir.parse.ParseLimits;
import org.mailweir.pipeline.JournalSettings;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.receive.ListenSettings;
import org.mailweir.reinject.ReinjectSettings;
import org.mailweir.relay.NetworkSettings;
import org.mailweir.settings.Doc;
import org.mailweir.web.WebSettings;

/** All settings together; one component for each table of the configuration file. */
@Doc(
    "Mailweir's configuration. Every setting is shown with its default; take the # away to change it."
        + " Files mailweir.d/*.toml beside this one are read after it, in the order of their names:"
        + " their keys replace those here, their [[recipient]] entries come after those here.")
public record MailweirSettings(
    @Doc(
            "Where Mailweir keeps what it must remember. Relative paths of spool_dir and of the"
                + " quarantine count from here.")
        Path stateDir,
    ListenSettings listen,
    CheckSettings analysis,
    ParseLimits limits,
    NetworkSettings networks,
    DnsSettings dns,
    DomainSettings domains,
    DnsblSettings dnsbl,
    RulesSettings rules,
    AuthSettings auth,
    AttachmentSettings attachments,
    VirusSettings virus,
    SpamdSettings spamd,
    BayesSettings bayes,
    LearnSettings learn,
    TrainingSettings training,
    RecentSettings recent,
    HistorySettings history,
    AutoLearnSettings autolearn,
    PolicySettings policy,
    List<PolicySettings.ForRecipients> recipient,
    ReinjectSettings reinject,
    QuarantineSettings quarantine,
    DigestSettings digest,
    WebSettings web,
    JournalSettings journal,
    ControlSettings control) {

  public static final MailweirSettings DEFAULT =
      new MailweirSettings(
          Path.of("/var/lib/mailweir"),
          ListenSettings.DEFAULT,
          CheckSettings.DEFAULT,
          ParseLimits.DEFAULT,
          NetworkSettings.DEFAULT,
          DnsSettings.DEFAULT,
          DomainSettings.DEFAULT,
          DnsblSettings.DEFAULT,
          RulesSettings.DEFAULT,
          AuthSettings.DEFAULT,
          AttachmentSettings.DEFAULT,
          VirusSettings.DEFAULT,
          SpamdSettings.DEFAULT,
          BayesSettings.DEFAULT,
          LearnSettings.DEFAULT,
          TrainingSettings.DEFAULT,
          RecentSettings.DEFAULT,
          HistorySettings.DEFAULT,
          AutoLearnSettings.DEFAULT,
          PolicySettings.DEFAULT,
          List.of(),
          ReinjectSettings.DEFAULT,
          QuarantineSettings.DEFAULT,
          DigestSettings.DEFAULT,
          WebSettings.DEFAULT,
          JournalSettings.DEFAULT,
          ControlSettings.DEFAULT);
}
