package org.mailweir.check.auth;

import java.time.Duration;
import java.util.List;
import org.mailweir.check.auth.text.DomainName;
import org.mailweir.settings.Doc;

/** How senders are authenticated. */
@Doc(
    "Whether mail from outside is from whom it says: SPF, DKIM, ARC and DMARC. What is found adds"
        + " to the score by the score lines of SPF_FAIL, DKIM_VALID_AU, DMARC_REJECT and so on.")
public record AuthSettings(
    @Doc("Whether it is looked into.") boolean enabled,
    @Doc(
            "The name under which results are written into messages (Authentication-Results); what"
                + " arrives under it is forged and removed. Best the same as Postfix' myhostname;"
                + " empty means the name of this host. If a milter in Postfix writes results under"
                + " that name, too, choose another one here. Several hosts that trust each other's"
                + " results share one name.")
        String authservId,
    @Doc("How long all its questions to the DNS about one message may take.") Duration timeout,
    @Doc("So many DKIM signatures of a message are verified, from the top.") int maxSignatures,
    @Doc(
            "Domains whose ARC seals are believed, such as mailing lists and forwarders that you"
                + " know: [\"lists.example.org\"]. Where an intact chain says that DMARC had passed"
                + " before one of them changed the message, its failure now is excused. Every domain"
                + " named here can vouch for mail from anybody.")
        List<String> trustedSealers) {

  public static final AuthSettings DEFAULT =
      new AuthSettings(true, "", Duration.ofSeconds(5), 10, List.of());

  public AuthSettings {
    if (!authservId.matches("[A-Za-z0-9._-]{0,255}")) {
      throw new IllegalArgumentException(
          "authserv_id: letters, digits, dots, hyphens and underscores are expected");
    }
    if (timeout.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("timeout: at least 100 ms is expected");
    }
    if (maxSignatures < 1 || maxSignatures > 50) {
      throw new IllegalArgumentException("max_signatures: 1 to 50 is expected");
    }
    trustedSealers = trustedSealers.stream().map(AuthSettings::domain).toList();
  }

  private static String domain(String text) {
    String domain = DomainName.normal(text);
    if (!DomainName.isHost(domain)) {
      throw new IllegalArgumentException("trusted_sealers: \"" + text + "\" is no domain");
    }
    return domain;
  }
}
