package org.mailweir.learn.inbox;

import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.net.Networks;

/** Which addresses teach, and who may use them. Immutable. */
public final class TrainingAddresses {

  private final AddressPatterns spam;
  private final AddressPatterns ham;
  private final AddressPatterns forget;
  private final AddressPatterns traps;
  private final Networks teachers;

  public TrainingAddresses(TrainingSettings settings) {
    this.spam = AddressPatterns.of("spam", settings.spam());
    this.ham = AddressPatterns.of("ham", settings.ham());
    this.forget = AddressPatterns.of("forget", settings.forget());
    this.traps = AddressPatterns.of("traps", settings.traps());
    this.teachers = Networks.of("teach_from", settings.teachFrom());
  }

  /** What mail to that address asks for; null when it is no training address. */
  public @Nullable Wish wish(MailAddress address) {
    return wish(address.canonical());
  }

  private @Nullable Wish wish(String canonical) {
    if (spam.contain(canonical)) {
      return Wish.SPAM;
    }
    if (ham.contain(canonical)) {
      return Wish.HAM;
    }
    return forget.contain(canonical) ? Wish.FORGET : null;
  }

  /** Whether an address in canonical form is a training address. */
  boolean contain(String canonical) {
    return wish(canonical) != null;
  }

  /** Whether whatever strangers send to that address is spam. */
  public boolean isTrap(MailAddress address) {
    return traps.contain(address.canonical());
  }

  /**
   * Whether somebody may teach: he came in by the inside listener, or from a network of ours, and
   * he has a name. A null sender is a bounce or an automatic answer, never a teacher.
   */
  public boolean mayTeach(Origin origin, ClientInfo client, MailAddress sender) {
    String address = client.addr();
    boolean inside = origin == Origin.INSIDE || (address != null && teachers.contain(address));
    return inside && !sender.isNull();
  }
}
