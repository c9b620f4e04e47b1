package org.mailweir.learn.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.settings.DataSize;

class TrainingAddressesTest {

  private static final MailAddress TEACHER = new MailAddress("anna@example.com");

  private final TrainingAddresses addresses =
      new TrainingAddresses(
          settings(
              List.of("Spam@Example.com"),
              List.of("ham@*"),
              List.of("192.0.2.0/24", "2001:db8::/32")));

  @Test
  void anAddressIsKnownHoweverItIsWritten() {
    assertEquals(Wish.SPAM, addresses.wish(new MailAddress("SPAM@example.COM.")));
    assertEquals(Wish.SPAM, addresses.wish(new MailAddress("\"spam\"@example.com")));
    assertEquals(Wish.HAM, addresses.wish(new MailAddress("ham@any.example")));
    assertEquals(Wish.FORGET, addresses.wish(new MailAddress("forget@example.com")));
  }

  @Test
  void nothingLikeItIsMeant() {
    for (String other :
        List.of(
            "", "spam", "spam@example.org", "xspam@example.com", "spam@sub.example.com", "ham")) {
      assertNull(addresses.wish(new MailAddress(other)), other);
    }
    assertFalse(addresses.isTrap(TEACHER));
  }

  @Test
  void onlyPeopleOfTheHouseMayTeach() {
    assertTrue(may(Origin.INSIDE, null, TEACHER));
    assertTrue(may(Origin.OUTSIDE, "192.0.2.77", TEACHER));
    assertTrue(may(Origin.OUTSIDE, "IPv6:2001:db8::25", TEACHER));
    assertFalse(may(Origin.OUTSIDE, "203.0.113.5", TEACHER));
    assertFalse(may(Origin.OUTSIDE, null, TEACHER));
    assertFalse(may(Origin.OUTSIDE, "mx.example.com", TEACHER), "a name is no address");
    assertFalse(may(Origin.INSIDE, "192.0.2.77", MailAddress.NULL), "a bounce teaches nothing");
  }

  private boolean may(Origin origin, String address, MailAddress sender) {
    ClientInfo client = new ClientInfo(null, address, null, null, null, null, null);
    return addresses.mayTeach(origin, client, sender);
  }

  @Test
  void anAddressThatIsNoneIsRefusedByName() {
    for (String wrong : List.of("spam", "@example.com", "spam@", "s*m@example.com", "*@*", "@*")) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> settings(List.of(wrong), List.of(), List.of()))
              .getMessage();
      assertTrue(message.startsWith("spam: \"" + wrong + "\""), message);
    }
  }

  @Test
  void anAddressHasOneMeaning() {
    assertThrows(
        IllegalArgumentException.class,
        () -> settings(List.of("a@example.com"), List.of("A@example.com"), List.of()));
  }

  static TrainingSettings settings(List<String> spam, List<String> ham, List<String> teachFrom) {
    return new TrainingSettings(
        spam,
        ham,
        List.of("forget@example.com"),
        teachFrom,
        20,
        DataSize.ofMiB(16),
        TrainingSettings.Inline.LIGHT,
        0.25,
        false,
        List.of("trap@example.com"));
  }
}
