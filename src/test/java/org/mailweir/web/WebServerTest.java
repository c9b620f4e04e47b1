package org.mailweir.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WebServerTest {

  @TempDir Path folder;

  private final AtomicInteger pressed = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private TestSite site;

  @BeforeEach
  void start() {
    Routes routes =
        new Routes()
            .get("/", Access.SIGNED_IN, r -> Response.error(r, 200, "Start", "for " + r.address()))
            .get("/open", Access.ANYBODY, r -> Response.text(200, "open to all"))
            .get("/thing/{id}", Access.SIGNED_IN, r -> Response.text(200, r.value("id")))
            .get("/admin", Access.ADMINISTRATOR, r -> Response.text(200, "yes"))
            .get("/broken", Access.ANYBODY, r -> Response.text(200, r.value("nothing")))
            .get(
                "/disk",
                Access.ANYBODY,
                r -> {
                  throw new IOException("the disk is full");
                })
            .post("/press", Access.SIGNED_IN, this::press)
            .get(
                "/illegal",
                Access.ANYBODY,
                r -> {
                  throw new IllegalArgumentException("a defect of ours");
                })
            .selfProving("/d/{token}", this::press)
            .selfProving("/slow", this::slow)
            .entry("/admin", "Only for some", Access.ADMINISTRATOR);
    site = new TestSite(folder, routes).user("anna").user("ben", "ben@example.com");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private Response press(Request request) {
    pressed.incrementAndGet();
    return Response.text(200, "pressed");
  }

  private Response slow(Request request) {
    begun.countDown();
    try {
      goOn.await();
      return Response.text(200, "done in peace");
    } catch (InterruptedException e) {
      return Response.text(500, "interrupted");
    }
  }

  @Test
  void whatIsBeingDoneIsDoneBeforeTheEndAndNothingMoreBegins() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow = threads.submit(() -> site.post("/slow", Map.of()));
      begun.await();
      var end = threads.submit(() -> site.stop());
      HttpResponse<String> late = site.post("/d/signed", Map.of());
      while (late.statusCode() == 200) {
        late = site.post("/d/signed", Map.of());
      }
      assertEquals(503, late.statusCode());
      assertTrue(late.body().contains("Nothing was done"));
      goOn.countDown();
      assertEquals("done in peace\n", slow.get().body());
      end.get();
    }
  }

  @Test
  void aDefectOfOursIsNotTheFaultOfWhoAsks() {
    assertEquals(500, site.get("/illegal").statusCode());
  }

  @Test
  void theLogKeepsTheSecretOfASignedAddress() {
    Logger log = (Logger) LoggerFactory.getLogger(Dispatcher.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    site.post("/d/SECRET", Map.of(), "Origin", "https://evil.example");
    log.detachAppender(lines);
    String line = lines.list.getFirst().getFormattedMessage();
    assertEquals("refused /d/{token} from 127.0.0.1: not a form of ours", line);
  }

  @Test
  void anEmptyPasswordIsAWrongOneForEverybody() {
    assertEquals(403, site.logIn("anna", "").statusCode());
    assertEquals(403, site.logIn("nobody", "").statusCode());
  }

  @Test
  void whoHasNotSignedInIsSentToTheLogInAndBack() {
    HttpResponse<String> sent = site.get("/thing/7");
    assertEquals(303, sent.statusCode());
    assertEquals("/login?next=%2Fthing%2F7", sent.headers().firstValue("Location").orElse(""));
    HttpResponse<String> in =
        site.post(
            "/login", Map.of("name", "anna", "password", TestSite.PASSWORD, "next", "/thing/7"));
    assertEquals("/thing/7", in.headers().firstValue("Location").orElse(""));
    assertEquals("7\n", site.get("/thing/7").body());
  }

  @Test
  void theLogInLeadsToNoOtherHost() {
    for (String next : new String[] {"//evil.example", "/\\evil.example", "https://evil.example"}) {
      HttpResponse<String> in =
          site.post("/login", Map.of("name", "anna", "password", TestSite.PASSWORD, "next", next));
      assertEquals("/", in.headers().firstValue("Location").orElse(""), next);
    }
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
    String cookie =
        site.logIn("anna", TestSite.PASSWORD).headers().firstValue("Set-Cookie").orElse("");
    assertTrue(
        cookie.matches("mailweir=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict"), cookie);
  }

  @Test
  void wrongPasswordsAndUnknownNamesAreRefusedAlikeAndSoonSlowedDown() {
    String wrong = site.logIn("anna", "wrong").body();
    assertEquals(403, site.logIn("nobody", "wrong").statusCode());
    assertTrue(wrong.contains("do not fit together"));
    for (int i = 0; i < 3; i++) {
      site.logIn("anna", "wrong " + i);
    }
    HttpResponse<String> late = site.logIn("anna", TestSite.PASSWORD);
    assertEquals(429, late.statusCode());
    assertTrue(late.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void aFormNeedsTheTokenOfItsSession() {
    site.logIn("anna", TestSite.PASSWORD);
    assertEquals(403, site.post("/press", Map.of()).statusCode());
    assertEquals(403, site.post("/press", Map.of("csrf", "guess")).statusCode());
    assertEquals(0, pressed.get());
    String token = site.token("/");
    assertEquals(200, site.post("/press", Map.of("csrf", token)).statusCode());
    assertEquals(1, pressed.get());
  }

  @Test
  void aFormOfAnotherSiteIsRefusedEvenWithTheToken() {
    site.logIn("anna", TestSite.PASSWORD);
    Map<String, String> form = Map.of("csrf", site.token("/"));
    assertEquals(403, site.post("/press", form, "Origin", "https://evil.example").statusCode());
    assertEquals(403, site.post("/press", form, "Origin", "null").statusCode());
    assertEquals(403, site.post("/press", form, "Sec-Fetch-Site", "cross-site").statusCode());
    assertEquals(403, site.post("/press", form, "Sec-Fetch-Site", "same-site").statusCode());
    assertEquals(0, pressed.get());
    assertEquals(200, site.post("/press", form, "Origin", site.origin()).statusCode());
    assertEquals(200, site.post("/press", form, "Sec-Fetch-Site", "same-origin").statusCode());
  }

  @Test
  void anAddressThatProvesItselfNeedsNoSession() {
    assertEquals(200, site.post("/d/signed", Map.of()).statusCode());
    assertEquals(403, site.post("/d/signed", Map.of(), "Origin", "https://x.example").statusCode());
    assertEquals(1, pressed.get());
  }

  @Test
  void aGetPressesNoButton() {
    site.logIn("anna", TestSite.PASSWORD);
    assertEquals(405, site.get("/press").statusCode());
    assertEquals(405, site.get("/d/signed").statusCode());
    assertEquals(405, site.get("/logout").statusCode());
    assertEquals(0, pressed.get());
  }

  @Test
  void aRecipientSeesNoPageOfAdministratorsNorTheWordForIt() {
    site.logIn("ben", TestSite.PASSWORD);
    assertEquals(403, site.get("/admin").statusCode());
    assertFalse(site.get("/").body().contains("Only for some"));
  }

  @Test
  void aChangedPasswordOrARemovedUserEndsTheSessions() throws IOException {
    site.logIn("anna", TestSite.PASSWORD);
    assertEquals(200, site.get("/").statusCode());
    site.users().remove("anna");
    assertEquals(303, site.get("/").statusCode());
    site.user("anna");
    assertEquals(303, site.get("/").statusCode(), "the old session stays ended");
  }

  @Test
  void signingOutEndsTheSessionEverywhere() {
    site.logIn("anna", TestSite.PASSWORD);
    String token = site.token("/");
    assertEquals(303, site.post("/logout", Map.of("csrf", token)).statusCode());
    assertEquals(303, site.get("/").statusCode());
  }

  @Test
  void everyAnswerCarriesThePolicy() {
    for (String path : new String[] {"/login", "/open", "/nothing", "/disk", "/broken", "/%zz"}) {
      HttpResponse<String> answer = path.equals("/%zz") ? site.get("/open") : site.get(path);
      String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none';"), path + policy);
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    }
    assertEquals(404, site.get("/nothing").statusCode());
    assertEquals(500, site.get("/broken").statusCode());
    assertFalse(site.get("/disk").body().contains("the disk is full"));
    site.logIn("anna", TestSite.PASSWORD);
    assertTrue(site.get("/disk").body().contains("the disk is full"));
  }

  @Test
  void styleAndScriptsAreKeptForEverUnderTheirDigest() {
    Matcher m =
        Pattern.compile("(?:href|src)=\"(/static/[^\"]+)\"").matcher(site.get("/login").body());
    int count = 0;
    while (m.find()) {
      HttpResponse<String> asset = site.get(m.group(1));
      assertEquals(200, asset.statusCode(), m.group(1));
      assertTrue(asset.headers().firstValue("Cache-Control").orElse("").contains("immutable"));
      count++;
    }
    assertTrue(count >= 4);
    assertEquals(404, site.get("/static/mailweir.css").statusCode());
    assertEquals(404, site.get("/static/..%2F..%2Fetc%2Fpasswd").statusCode());
  }

  @Test
  void onlyOurNamesAreAnswered() throws IOException {
    assertTrue(
        raw("GET /open HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            .contains(" 200 "));
    assertTrue(
        raw("GET /open HTTP/1.1\r\nHost: localhost:1\r\nConnection: close\r\n\r\n")
            .contains(" 200 "));
    assertTrue(
        raw("GET /open HTTP/1.1\r\nHost: Mail.Example.com\r\nConnection: close\r\n\r\n")
            .contains(" 200 "));
    assertTrue(
        raw("GET /open HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .contains(" 421 "));
    assertTrue(raw("GET /open HTTP/1.0\r\n\r\n").contains(" 421 "));
  }

  @Test
  void formsAreBounded() throws IOException {
    String head =
        "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    assertTrue(raw(head + "Content-Length: 99999999\r\n\r\nname=").contains(" 413 "));
    String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
    assertTrue(
        raw(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n")
            .contains(" 413 "));
    String many = "a=1&".repeat(2_000);
    assertTrue(
        raw(head + "Content-Length: " + many.length() + "\r\nConnection: close\r\n\r\n" + many)
            .contains(" 400 "));
    String headers =
        IntStream.range(0, 500).mapToObj(i -> "X-" + i + ": b\r\n").collect(Collectors.joining());
    assertFalse(
        raw("GET /open HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n").contains(" 200 "));
  }

  /** What comes back for bytes as they stand. */
  private String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", site.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] answer = socket.getInputStream().readNBytes(200);
      return new String(answer, StandardCharsets.US_ASCII);
    } catch (java.net.SocketException closed) {
      return "closed: " + closed.getMessage();
    }
  }
}
