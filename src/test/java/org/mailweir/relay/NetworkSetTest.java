package org.mailweir.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkSetTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2, 192.0.2.77, true",
    "192.0.2., 192.0.2.77, true",
    "10/8, 10.200.3.4, true",
    "10/8, 11.0.0.1, false",
    "192.0.2.0/255.255.255.128, 192.0.2.127, true",
    "192.0.2.0/255.255.255.128, 192.0.2.128, false",
    "192.0.2.5-192.0.2.9, 192.0.2.9, true",
    "192.0.2.5-192.0.2.9, 192.0.2.10, false",
    "[2001:db8::]/32, 2001:db8:1::5, true",
    "2001:db8::/32, 2001:db9::5, false",
    "192.0.2.1, ::ffff:192.0.2.1, true",
    "192.0.2.1, nonsense, false"
  })
  void anAddressIsInTheNetworkOrNot(String network, String address, boolean within) {
    assertEquals(within, NetworkSet.of(List.of(network)).contains(address));
  }

  @Test
  void theFirstNetworkDecides() {
    NetworkSet set = NetworkSet.of(List.of("!10.1.0.0/16", "10.0.0.0/8"));

    assertTrue(set.contains("10.2.0.1"));
    assertFalse(set.contains("10.1.0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "example.org", "10.0.0.0/33", "1.2.3.4.5", "::/129", "10/x", "a-b"})
  void whatIsNoNetworkIsKnown(String text) {
    assertFalse(NetworkSet.isNetwork(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, true",
    "172.16.0.1, true",
    "172.32.0.1, false",
    "100.64.0.1, true",
    "100.128.0.1, false",
    "192.0.2.1, false",
    "::1, true",
    "0:0:0:0:0:0:0:1, true",
    "fe80::1, true",
    "::ffff:127.0.0.1, true",
    "2001:db8::1, false"
  })
  void privateAddressesAreKnown(String address, boolean isPrivate) {
    assertEquals(isPrivate, IpText.isPrivate(address));
  }
}
