package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every recipe of postfix-examples carries mail, with nothing but a pass-through as the filter. */
@Execution(ExecutionMode.CONCURRENT)
class PostfixExamplesIT {

  @BeforeEach
  void needsPostfix() {
    RealPostfix.require();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sandwich-lmtp", "sandwich-smtp", "training-addresses", "selective-by-domain"})
  void theRecipeCarriesAMessageThroughTheFilterOnce(String name) {
    try (Workshop workshop = Workshop.open("recipe")) {
      Recipe.WiringPorts ports = Recipe.WiringPorts.free();
      Sink end = workshop.own(Sink.start(Script.YES));
      Sink filter = workshop.own(PassThrough.start(ports.outside(), ports.reinjection()));
      PrivatePostfix postfix =
          PrivatePostfix.start(workshop, Recipe.load(name), ports, end.port(), Map.of());
      byte[] message = new MailGen(1).message(0, MailGen.Kind.LONG_LINES);
      try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, postfix.port())) {
        Letter letter = new Letter("a@example.org", List.of("b@example.com"), message);
        assertEquals(250, client.send(letter).get("b@example.com").code());
      }
      assertTrue(end.await(1, Duration.ofSeconds(20)), () -> postfix.log().lines().toString());
      assertTrue(postfix.awaitEmptyQueue(Duration.ofSeconds(10)));
      assertEquals(1, filter.count());
      assertEquals(1, end.count());
      assertEquals(Octets.sha256(Octets.body(message)), end.deliveries().getFirst().bodySha256());
      assertEquals(List.of(), postfix.log().warnings().toList());
    }
  }
}
