package org.mailweir.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.relay.NetworkSet;
import org.mailweir.relay.TrustSettings;
import org.mailweir.review.ReviewDesk;

/** What people may decide, as it is configured at the time. */
record DecisionRules(Supplier<MailweirSettings> settings) implements ReviewDesk.Rules {

  @Override
  public boolean isOpenToRecipients(HeldMessage message) {
    return settings.get().quarantine().isOpenToRecipients(message);
  }

  @Override
  public boolean isTrusted(@Nullable String address) {
    TrustSettings trust = settings.get().networks().over(TrustSettings.NONE);
    return isIn(trust.trusted(), address) || isIn(trust.internal(), address);
  }

  private static boolean isIn(@Nullable NetworkSet networks, @Nullable String address) {
    return networks != null && address != null && networks.contains(address);
  }
}
