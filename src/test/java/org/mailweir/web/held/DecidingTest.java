package org.mailweir.web.held;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.check.bayes.Label;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.reinject.FakeReinjector;
import org.mailweir.review.Lessons;
import org.mailweir.review.Review;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Role;
import org.mailweir.web.users.User;

class DecidingTest {

  private static final TransactionId ID = TransactionId.at(1_795_000_000_000L);
  private static final InMemoryMessage MESSAGE = InMemoryMessage.of("Subject: s\r\n\r\ntext\r\n");

  @TempDir Path temp;

  private final List<String> taught = new ArrayList<>();

  @Test
  void whoHasSeveralAddressesTeachesAsTheSameWhateverTheOrderOfTheMessage() throws IOException {
    QuarantineSettings settings = new QuarantineSettings(temp.resolve("q"));
    QuarantineFolder quarantine = new QuarantineFolder(settings);
    hold(quarantine, "sales@x.example", "Ben@X.example", "bob@x.example");
    Deciding deciding =
        new Deciding(
            new ReviewDesk(
                quarantine,
                new Strict(),
                new Review(
                    quarantine,
                    new FakeReinjector(
                        (envelope, message) -> {
                          throw new AssertionError("nothing is released");
                        })),
                new Pupil(),
                new AllowedSenders(temp),
                id -> Optional.empty()));
    User ben =
        new User(
            "ben",
            Role.RECIPIENT,
            Passwords.hash("secret word".toCharArray()),
            List.of("old@x.example", "ben@x.example", "sales@x.example"));
    Sight sight = Sight.of(quarantine.find(ID).orElseThrow(), ben).orElseThrow();
    deciding.decide(sight, Decision.DELETE_AND_LEARN, null, false, ben, new Result());
    assertEquals(List.of("SPAM old@x.example"), taught, "once, as the first of his addresses");
    assertEquals(
        List.of(State.DELETED, State.DELETED, State.HELD),
        quarantine.find(ID).orElseThrow().recipients().stream().map(r -> r.state()).toList());
  }

  private static void hold(QuarantineFolder quarantine, String... recipients) throws IOException {
    quarantine.hold(
        new HeldMessage(
            1,
            ID.text(),
            "2026-11-20T10:00:00Z",
            "bounce@far.example",
            MailParameters.NONE,
            Stream.of(recipients)
                .map(
                    r ->
                        new HeldMessage.HeldRecipient(
                            r, null, null, "because", State.HELD, null, null))
                .toList(),
            new ClientInfo(null, "192.0.2.1", null, null, null, "Q1", "REMOTE"),
            "s",
            "F <f@far.example>",
            MESSAGE.size(),
            MESSAGE.sha256(),
            20,
            "r",
            List.of(),
            List.of()),
        MESSAGE);
  }

  private static final class Strict implements ReviewDesk.Rules {
    @Override
    public boolean isOpenToRecipients(HeldMessage message) {
      return false;
    }

    @Override
    public boolean isTrusted(@Nullable String address) {
      return false;
    }
  }

  /** Writes down who teaches. */
  private final class Pupil implements Lessons {
    @Override
    public LessonResult held(TransactionId id, Label label, String who, boolean authoritative) {
      taught.add(label + " " + who);
      return new LessonResult.Disputed(1);
    }

    @Override
    public LessonResult passed(Passage passage, Label label, String who, boolean authoritative) {
      throw new AssertionError("nothing came through");
    }
  }
}
