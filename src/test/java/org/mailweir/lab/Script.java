package org.mailweir.lab;

import java.time.Duration;

/**
 * What a {@link Sink} answers at each step. Every step says yes unless it is overridden. Called
 * from several sessions at once.
 */
interface Script {

  /** A sink that says yes to everything. */
  Script YES = new Script() {};

  default Answer greeting() {
    return Answer.of("220 sink.example.com ESMTP");
  }

  default Answer mail(String command) {
    return Answer.of("250 2.1.0 Ok");
  }

  default Answer rcpt(String recipient) {
    return Answer.of("250 2.1.5 Ok");
  }

  default Answer data() {
    return Answer.of("354 End data with <CR><LF>.<CR><LF>");
  }

  /** After the final dot; over LMTP once for each recipient. A 2xx takes the message. */
  default Answer dot(Delivery delivery) {
    return Answer.of("250 2.0.0 Ok: queued as SINK");
  }

  /**
   * One answer.
   *
   * @param line what is said; empty says nothing
   * @param after how long it takes to say it
   * @param cut whether the connection is cut instead, or right after
   */
  record Answer(String line, Duration after, boolean cut) {

    static final Answer CUT = new Answer("", Duration.ZERO, true);

    static Answer of(String line) {
      return new Answer(line, Duration.ZERO, false);
    }

    Answer late(Duration time) {
      return new Answer(line, time, cut);
    }

    boolean isPositive() {
      return line.startsWith("2") || line.startsWith("3");
    }
  }
}
