package org.mailweir.web.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.web.Routes;
import org.mailweir.web.TestSite;
import org.mailweir.web.Visitor;

class MonitorRoutesTest {

  @TempDir Path folder;

  private List<String> reasons = List.of();
  private Path token;
  private TestSite site;
  private Visitor visitor;

  @BeforeEach
  void open() throws IOException {
    token = Files.writeString(folder.resolve("token"), "secret-word\n");
    Routes routes = new Routes();
    new MonitorRoutes(() -> reasons, () -> "eggs 1\n", "text/plain", token).addTo(routes);
    site = new TestSite(folder, routes);
    visitor = new Visitor(site.origin());
  }

  @AfterEach
  void close() {
    visitor.close();
    site.close();
  }

  @Test
  void thisMachineReadsMetricsAndHealthWithoutSigningIn() {
    assertEquals("eggs 1\n", visitor.get("/metrics").body());
    assertEquals(200, visitor.get("/health").statusCode());
    reasons = List.of("the quarantine cannot be written", "the disk is full");
    assertEquals(503, visitor.get("/health").statusCode());
    assertEquals(
        "the quarantine cannot be written\nthe disk is full\n", visitor.get("/health").body());
  }

  @Test
  void whoComesThroughAProxyNeedsTheToken() throws IOException {
    String[] far = {"X-Forwarded-For", "192.0.2.1"};
    assertEquals(404, visitor.get("/metrics", far).statusCode());
    assertEquals(404, visitor.get("/health", "Forwarded", "for=192.0.2.1").statusCode());
    assertEquals(404, visitor.get("/metrics", with("Bearer secret")).statusCode());
    assertEquals(404, visitor.get("/metrics", with("Bearer ")).statusCode());
    assertEquals(404, visitor.get("/metrics", with("Basic secret-word")).statusCode());
    assertEquals(200, visitor.get("/metrics", with("Bearer secret-word")).statusCode());
    Files.writeString(token, "\n");
    assertEquals(404, visitor.get("/metrics", with("Bearer secret-word")).statusCode());
    assertEquals(404, visitor.get("/metrics", with("Bearer ")).statusCode());
  }

  private static String[] with(String authorization) {
    return new String[] {"X-Forwarded-For", "192.0.2.1", "Authorization", authorization};
  }

  /** Status line of the answer. */
  private String asked(String host) throws IOException {
    URI at = URI.create(site.origin());
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      String request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void aProxyThatSaysNothingOfItselfIsNotTakenForThisMachine() throws IOException {
    assertEquals("HTTP/1.1 404 Not Found", asked("mail.example.com"));
    assertEquals("HTTP/1.1 200 OK", asked("localhost:8010"));
    assertEquals("HTTP/1.1 200 OK", asked("[::1]:8010"));
  }

  @Test
  void behindAProxyNobodyIsTakenForThisMachine() {
    Routes routes = new Routes();
    new MonitorRoutes(() -> reasons, () -> "eggs 1\n", "text/plain", token).addTo(routes);
    try (TestSite behind = new TestSite(folder, routes, true);
        Visitor near = new Visitor(behind.origin())) {
      assertEquals(404, near.get("/metrics").statusCode());
      assertEquals(200, near.get("/metrics", "Authorization", "Bearer secret-word").statusCode());
    }
  }
}
