package org.mailweir.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mailweir.mail.Recipient;

/** What is to be done, recipients with equal outcomes together, in the order they first occur. */
public record DeliveryPlan(List<Group> groups) {

  public DeliveryPlan {
    groups = List.copyOf(groups);
  }

  /**
   * Recipients who get the same.
   *
   * @param verdict what they are told of the message; a recipient may have one of his own
   */
  public record Group(Disposition disposition, Verdict verdict, List<Recipient> recipients) {
    public Group {
      recipients = List.copyOf(recipients);
    }
  }

  /**
   * The same, but that some recipients' copies are held whatever was decided.
   *
   * @param reasons why, by recipient
   */
  public DeliveryPlan holding(Map<Recipient, String> reasons) {
    if (reasons.isEmpty()) {
      return this;
    }
    Map<Recipient, Decided> decided = new LinkedHashMap<>();
    for (Group group : groups) {
      for (Recipient recipient : group.recipients()) {
        String why = reasons.get(recipient);
        Disposition of = why == null ? group.disposition() : new Disposition.Hold(why);
        decided.put(recipient, new Decided(of, group.verdict()));
      }
    }
    return of(List.copyOf(decided.keySet()), r -> Objects.requireNonNull(decided.get(r)));
  }

  /** Decides for each recipient and puts equal outcomes together. */
  static DeliveryPlan of(List<Recipient> recipients, Decision decision) {
    Map<Decided, List<Recipient>> groups = new LinkedHashMap<>();
    for (Recipient recipient : recipients) {
      groups.computeIfAbsent(decision.of(recipient), d -> new ArrayList<>()).add(recipient);
    }
    return new DeliveryPlan(
        groups.entrySet().stream()
            .map(e -> new Group(e.getKey().disposition(), e.getKey().verdict(), e.getValue()))
            .toList());
  }

  /** What is decided for one recipient, and on what. */
  record Decided(Disposition disposition, Verdict verdict) {}

  interface Decision {
    Decided of(Recipient recipient);
  }
}
