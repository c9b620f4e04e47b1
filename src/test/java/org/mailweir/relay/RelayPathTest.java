package org.mailweir.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mailweir.relay.RelayView.Kind;

class RelayPathTest {

  private static final String LOCAL = postfix("127.0.0.1", "ESMTP");
  private static final String INSIDE = postfix("10.0.0.5", "ESMTP");
  private static final String OUTSIDE = postfix("192.0.2.7", "ESMTP");
  private static final String CUSTOMER = postfix("198.51.100.9", "ESMTPA");
  private static final String FAR = postfix("203.0.113.4", "ESMTP");

  @Test
  void withoutSettingsTrustEndsAtTheFirstPublicAddress() {
    RelayPath path = path(Map.of(), LOCAL, INSIDE, OUTSIDE, INSIDE);

    assertEquals(List.of("127.0.0.1", "10.0.0.5"), ips(path.trusted()));
    assertEquals(List.of("192.0.2.7", "10.0.0.5"), ips(path.untrusted()));
    assertEquals(path.trusted(), path.internal());
    assertEquals(1, path.lastTrusted());
  }

  @Test
  void whoHasLoggedInIsTrusted() {
    RelayPath path = path(Map.of(), CUSTOMER, OUTSIDE);

    assertEquals(List.of("198.51.100.9"), ips(path.trusted()));
  }

  @Test
  void configuredNetworksDecideInsteadOfPrivateAddresses() {
    var settings = Map.of("trusted_networks", List.of("192.0.2.0/24"));

    RelayPath path = path(settings, LOCAL, OUTSIDE, INSIDE, FAR);

    assertEquals(List.of("127.0.0.1", "192.0.2.7"), ips(path.trusted()));
    assertEquals(List.of("10.0.0.5", "203.0.113.4"), ips(path.untrusted()));
  }

  @Test
  void trustedIsNotYetInternal() {
    var settings =
        Map.of(
            "trusted_networks", List.of("192.0.2.0/24 10/8"), "internal_networks", List.of("10/8"));

    RelayPath path = path(settings, INSIDE, OUTSIDE, FAR);

    assertEquals(List.of("10.0.0.5"), ips(path.internal()));
    assertEquals(List.of("10.0.0.5", "192.0.2.7"), ips(path.trusted()));
    assertEquals(1, path.lastTrusted());
    assertEquals(0, path.lastInternal());
  }

  @Test
  void allIsTrustedBehindASubmissionServer() {
    var settings =
        Map.of("trusted_networks", List.of("192.0.2.7"), "msa_networks", List.of("192.0.2.7"));

    RelayPath path = path(settings, OUTSIDE, FAR);

    assertEquals(List.of("192.0.2.7", "203.0.113.4"), ips(path.trusted()));
    assertEquals(true, path.trusted().get(0).msa());
  }

  @Test
  void fetchingFromAMailboxStartsAgain() {
    String fetched = "from pop.example.org [192.0.2.1] by localhost with POP3 (fetchmail-6.3)";

    RelayPath path = path(Map.of(), LOCAL, fetched, INSIDE, OUTSIDE);

    assertEquals(List.of("10.0.0.5"), ips(path.trusted()));
  }

  @Test
  void fieldsThatNobodyUnderstandsAreCounted() {
    RelayPath path = path(Map.of(), "from somewhere over the rainbow", OUTSIDE);

    assertEquals(1, path.unparseable());
    assertEquals(0, path.lastTrusted());
  }

  @Test
  void aClientThatNoFieldShowsComesFirst() {
    Relay client = new Relay("192.0.2.7", "c", "c", "", "", null, "", "", false, false, true);

    assertEquals(
        List.of("192.0.2.7", "203.0.113.4"),
        ips(RelayReader.read(List.of(FAR), TrustSettings.NONE, client).untrusted()));
    assertEquals(
        List.of("192.0.2.7", "203.0.113.4", "192.0.2.7"),
        ips(RelayReader.read(List.of(FAR, OUTSIDE), TrustSettings.NONE, client).untrusted()),
        "a field below may be forged, and does not move the client out of its place");
    assertEquals(
        List.of("192.0.2.7"),
        ips(RelayReader.read(List.of(OUTSIDE), TrustSettings.NONE, client).untrusted()));
  }

  @Test
  void theEnvelopeSenderIsThatOfTheHostThatHandedOver() {
    String first = OUTSIDE + " (envelope-from <a@example.org>)";
    String second = FAR + " (envelope-from <b@example.org>)";

    assertEquals("a@example.org", path(Map.of(), first, second).envelopeFrom());
    assertNull(path(Map.of(), OUTSIDE, second).envelopeFrom());
  }

  @Test
  void rulesSeeTheRelaysOneAfterTheOther() {
    assertEquals(
        "[ ip=127.0.0.1 rdns=h.example.org helo=h by=m.example.org ident= envfrom= intl=1 id=12345 auth= msa=0 ]"
            + " [ ip=10.0.0.5 rdns=h.example.org helo=h by=m.example.org ident= envfrom= intl=1 id=12345 auth= msa=0 ]",
        path(Map.of(), LOCAL, INSIDE).relays(Kind.INTERNAL));
    assertEquals("", path(Map.of(), LOCAL).relays(Kind.EXTERNAL));
  }

  private static RelayPath path(Map<String, List<String>> settings, String... received) {
    return RelayReader.read(List.of(received), TrustSettings.of(settings), null);
  }

  private static List<String> ips(List<Relay> relays) {
    return relays.stream().map(Relay::ip).toList();
  }

  private static String postfix(String ip, String protocol) {
    return "from h (h.example.org [%s]) by m.example.org (Postfix) with %s id 12345"
        .formatted(ip, protocol);
  }
}
