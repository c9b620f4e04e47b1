package org.mailweir.review;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.quarantine.Search;

/** What is held is found and counted, with an index and without. */
class HeldListTest {

  @TempDir Path temp;

  private QuarantineFolder folder() {
    return new QuarantineFolder(new QuarantineSettings(temp.resolve("q")));
  }

  private void hold(int second) throws IOException {
    folder()
        .hold(
            new HeldMessage(
                1,
                TransactionId.at(1_795_000_000_000L + 1_000L * second).text(),
                "2026-11-20T10:00:00Z",
                "bounce@far.example",
                MailParameters.NONE,
                List.of(
                    new HeldMessage.HeldRecipient(
                        "a@x.example", null, null, "r", HeldMessage.State.HELD, null, null)),
                new ClientInfo("c.example", "192.0.2.1", null, null, "h", "Q1", "REMOTE"),
                "subject",
                "f@far.example",
                25,
                "00",
                12.5,
                "because",
                List.of(),
                List.of()),
            InMemoryMessage.of("Subject: s\r\n\r\ntext\r\n"));
  }

  @Test
  void anIndexCountsWhatIsHeldNow() throws IOException {
    hold(1);
    try (HeldList list = new HeldList(folder())) {
      assertEquals(OptionalLong.of(1), list.count());
      hold(2);
      assertEquals(OptionalLong.of(2), list.count());
    }
  }

  @Test
  void withoutAnIndexEveryRecordIsReadForAPageAndSeldomForAFigure() throws IOException {
    hold(1);
    hold(2);
    Files.createDirectory(temp.resolve("q/index.sqlite")); // cannot be opened
    try (HeldList list = new HeldList(folder())) {
      assertEquals(OptionalLong.of(2), list.count());
      hold(3);
      assertEquals(3, list.page(Search.HELD, 0, 1).total());
      assertEquals(1, list.find(Search.HELD, 2, 10).size());
      assertEquals(OptionalLong.of(2), list.count());
    }
  }
}
