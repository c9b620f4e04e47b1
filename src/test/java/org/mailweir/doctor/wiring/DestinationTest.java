package org.mailweir.doctor.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTest {

  @ParameterizedTest
  @CsvSource({
    "mailweir:inet:[127.0.0.1]:10024, mailweir, 127.0.0.1, 10024",
    "mailweir:[127.0.0.1]:10024, mailweir, 127.0.0.1, 10024",
    "mailweir:127.0.0.1:10024, mailweir, 127.0.0.1, 10024",
    "x:inet:localhost:25, x, localhost, 25",
    "x:[::1]:10024, x, ::1, 10024",
    "x:[ipv6:::1]:10024, x, ::1, 10024",
    "x:unix:/run/x, x, '', -1",
    "x, x, '', -1",
    "x:[127.0.0.1], x, '', -1",
  })
  void aDestinationHasATransportAHostAndAPort(
      String text, String transport, String host, int port) {
    Destination destination = Destination.parse(text);
    assertEquals(transport, destination.transport());
    assertEquals(host, destination.host());
    assertEquals(port, destination.port());
  }

  @Test
  void whoIsReached() {
    assertTrue(Hosts.reaches("localhost", "127.0.0.1"));
    assertTrue(Hosts.reaches("127.0.0.1", "0.0.0.0"));
    assertTrue(Hosts.reaches("192.0.2.1", "192.0.2.1"));
    assertFalse(Hosts.reaches("192.0.2.2", "192.0.2.1"));
    assertFalse(Hosts.reaches("192.0.2.2", "127.0.0.1"));
    assertFalse(Hosts.reaches("::1", "127.0.0.1"));
    assertFalse(Hosts.reaches("127.0.0.1", "::1"));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, true, true",
    "'127.0.0.1, [::1]/128', true, true",
    "127.0.0.0/8 [::ffff:127.0.0.0]/104 [::1]/128, true, true",
    "'127.0.0.0/8, 192.0.2.0/24', true, false",
    "192.0.2.0/24, false, false",
    "hash:/etc/postfix/networks, false, false",
    "'', false, true",
  })
  void networksOfPostfix(String networks, boolean containsUs, boolean onlyLoopback) {
    assertEquals(containsUs, Hosts.anyContains(networks, "127.0.0.1"));
    assertEquals(onlyLoopback, Hosts.onlyLoopback(networks));
  }

  @ParameterizedTest
  @CsvSource({"600s, 600", "600, 600", "20m, 1200", "1h, 3600", "1d, 86400", "2w, 1209600"})
  void timesOfPostfix(String text, long seconds) {
    assertEquals(Optional.of(Duration.ofSeconds(seconds)), Span.parse(text));
    assertEquals(Optional.empty(), Span.parse(text + "x"));
  }
}
