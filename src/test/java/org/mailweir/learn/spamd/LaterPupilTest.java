package org.mailweir.learn.spamd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.mailweir.check.spamd.SpamdSettings;
import org.mailweir.check.spamd.SpamdTeacher;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Pupil;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.peer.FakeServer;

class LaterPupilTest {

  private final Metrics metrics = new Metrics();
  private final List<String> heard = new CopyOnWriteArrayList<>();

  private static InMemoryMessage message() {
    return InMemoryMessage.of("Subject: x\r\n\r\nwords\r\n");
  }

  /** Notes which classes it was taught. */
  private void spamd(InputStream in, OutputStream out) throws IOException {
    String request = line(in);
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      request += line.startsWith("Message-class") ? " " + line : "";
      length += line.startsWith("Content-length: ") ? Integer.parseInt(line.substring(16)) : 0;
    }
    in.readNBytes(length);
    boolean ping = request.startsWith("PING");
    if (!ping) {
      heard.add(request);
    }
    String reply = ping ? "SPAMD/1.5 0 PONG\r\n" : "SPAMD/1.1 0 EX_OK\r\nDidSet: local\r\n\r\n";
    out.write(reply.getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append(b == '\r' ? "" : (char) b);
    }
    return line.toString();
  }

  private LaterPupil pupil(FakeServer server, Duration connect) {
    SpamdSettings usual = SpamdSettings.DEFAULT;
    SpamdSettings settings =
        new SpamdSettings(
            true,
            List.of(server.address()),
            "",
            usual.as(),
            1,
            usual.ask(),
            usual.maxSize(),
            true,
            false,
            2,
            connect,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            SpamdSettings.Tell.LEARN);
    return new LaterPupil(new SpamdPupil(new SpamdTeacher(settings, metrics), metrics), metrics);
  }

  @Test
  void lessonsInForceArriveInTheirOrder() throws Exception {
    try (FakeServer server = new FakeServer(this::spamd);
        LaterPupil pupil = pupil(server, Duration.ofSeconds(10))) {
      pupil.hearIfInForce(message(), Pupil.What.SPAM, new LessonResult.Learned(1));
      pupil.hearIfInForce(message(), Pupil.What.HAM, new LessonResult.Moved(2));
      pupil.hearIfInForce(message(), Pupil.What.SPAM, new LessonResult.Disputed(3));
      pupil.hearIfInForce(message(), Pupil.What.SPAM, new LessonResult.NothingToForget());
      pupil.close();
    }
    assertEquals(
        List.of("TELL SPAMC/1.5 Message-class: spam", "TELL SPAMC/1.5 Message-class: ham"), heard);
    assertEquals(2, metrics.value("spamd_told_total"));
  }

  @Test
  void whatNobodyTakesIsCounted() throws Exception {
    FakeServer dead = new FakeServer(FakeServer.SLOW);
    dead.close();
    try (LaterPupil pupil = pupil(dead, Duration.ofSeconds(1))) {
      pupil.hear(message(), Pupil.What.SPAM);
    }
    assertEquals(1, metrics.value("spamd_not_told_total"));
  }

  @Test
  void whatFindsNoPlaceIsCountedAndDelaysNobody() throws Exception {
    try (FakeServer slow = new FakeServer(FakeServer.SLOW);
        LaterPupil pupil = pupil(slow, Duration.ofMillis(300))) {
      for (int i = 0; i < 200; i++) {
        pupil.hear(message(), Pupil.What.SPAM);
      }
    }
    assertEquals(200, metrics.value("spamd_not_told_total"));
  }
}
