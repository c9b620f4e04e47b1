package org.mailweir.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.MailAddress;
import org.mailweir.settings.Where;

/**
 * Which policy holds for a recipient: the first entry of the table that matches, else the default.
 *
 * <p>Entries are indexed by their keys, so that a table of ten thousand mailboxes costs no more
 * than one of ten.
 */
public final class PolicyTable {

  private record Entry(int order, RecipientPolicy policy) {}

  private final RecipientPolicy general;
  private final Map<String, Entry> byKey = new HashMap<>();

  public PolicyTable(PolicySettings settings, List<PolicySettings.ForRecipients> recipients) {
    this.general = general(settings);
    int order = 0;
    for (PolicySettings.ForRecipients entry : recipients) {
      for (String match : entry.match()) {
        String key = match.trim().toLowerCase(Locale.ROOT);
        byKey.putIfAbsent(key, new Entry(order, special(entry, key)));
      }
      order++;
    }
  }

  private static RecipientPolicy general(PolicySettings s) {
    Where where = s.where();
    return new RecipientPolicy(
        "default",
        new Threshold(s.tag(), where.of("tag")),
        new Threshold(s.tagSubject(), where.of("tag_subject")),
        new Threshold(s.hold(), where.of("hold")),
        s.subjectTag(),
        s.report(),
        s.spamLover(),
        new RecipientPolicy.SenderLists(
            SenderList.of(s.allow(), where.of("allow")),
            SenderList.of(s.allowAuthenticated(), where.of("allow_authenticated")),
            SenderList.of(s.block(), where.of("block"))),
        new RecipientPolicy.Always(Set.copyOf(s.holdFindings()), where.of("hold_findings")));
  }

  private RecipientPolicy special(PolicySettings.ForRecipients s, String name) {
    Where where = s.where();
    return new RecipientPolicy(
        name,
        threshold(s.tag(), where.of("tag"), general.required()),
        threshold(s.tagSubject(), where.of("tag_subject"), general.tagSubject()),
        threshold(s.hold(), where.of("hold"), general.hold()),
        Objects.requireNonNullElse(s.subjectTag(), general.subjectTag()),
        Objects.requireNonNullElse(s.report(), general.report()),
        Objects.requireNonNullElse(s.spamLover(), general.spamLover()),
        new RecipientPolicy.SenderLists(
                SenderList.of(orEmpty(s.allow()), where.of("allow")),
                SenderList.of(orEmpty(s.allowAuthenticated()), where.of("allow_authenticated")),
                SenderList.of(orEmpty(s.block()), where.of("block")))
            .and(general.senders()),
        s.holdFindings() == null
            ? general.held()
            : new RecipientPolicy.Always(Set.copyOf(s.holdFindings()), where.of("hold_findings")));
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private static Threshold threshold(@Nullable Double points, String where, Threshold otherwise) {
    return points == null ? otherwise : new Threshold(points, where);
  }

  /** The policy of a recipient. An address extension ({@code user+tag}) falls back to the user. */
  public RecipientPolicy of(MailAddress recipient) {
    Entry best = null;
    for (String key : keys(recipient.canonical())) {
      Entry entry = byKey.get(key);
      if (entry != null && (best == null || entry.order() < best.order())) {
        best = entry;
      }
    }
    return best == null ? general : best.policy();
  }

  private static List<String> keys(String address) {
    List<String> keys = new ArrayList<>(6);
    keys.add(address);
    int at = address.lastIndexOf('@');
    int plus = address.indexOf('+');
    if (at >= 0 && plus > 0 && plus < at) {
      keys.add(address.substring(0, plus) + address.substring(at));
    }
    String domain = at < 0 ? "" : address.substring(at + 1);
    keys.add("@" + domain);
    for (int labels = 0; !domain.isEmpty() && labels < 128; labels++) {
      keys.add("@." + domain);
      int dot = domain.indexOf('.');
      domain = dot < 0 ? "" : domain.substring(dot + 1);
    }
    return keys;
  }
}
