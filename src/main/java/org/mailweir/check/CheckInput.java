package org.mailweir.check;

import java.util.List;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.ParsedMessage;

/**
 * What a check may know. Nothing in it depends on the recipients, so that one analysis serves all
 * of them.
 *
 * @param evidence the findings of wave 1, facts included; empty while wave 1 runs
 * @param deadline when the answer is of no use any more
 */
public record CheckInput(
    ParsedMessage message,
    RawMessage raw,
    MailAddress sender,
    ClientInfo client,
    Origin origin,
    List<Finding> evidence,
    Deadline deadline) {

  public CheckInput {
    evidence = List.copyOf(evidence);
  }

  CheckInput with(List<Finding> wave1) {
    return new CheckInput(message, raw, sender, client, origin, wave1, deadline);
  }
}
