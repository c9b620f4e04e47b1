package org.mailweir.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.mailweir.mail.RawMessage;

/**
 * Reads a message within limits; never fails for anything that the message contains. Has no state,
 * so that all threads may share one.
 *
 * <p>Where mail readers differ about a message's structure, every reading is looked at (up to
 * four): the first becomes the tree, and what only the others show becomes further leaves. Work is
 * bounded by counting steps, not by the clock, so that the same message always gives the same
 * answer.
 */
public final class MessageParser {

  private final ParseLimits limits;

  public MessageParser(ParseLimits limits) {
    this.limits = limits;
  }

  /**
   * Parses within the limits. Whatever the bytes are, the answer is a message: what could not be
   * understood is in {@link ParsedMessage#defects()} and in {@link ParsedMessage#raw()}.
   *
   * @throws UncheckedIOException when the spool file cannot be read
   */
  public ParsedMessage parse(RawMessage message) {
    byte[] raw = head(message);
    Run run = new Run(limits);
    if (raw.length < message.size()) {
      run.defects().limit("rawBytes");
    }
    if (message.strayLineEnds() > 0) {
      run.defects().add(Defect.Kind.STRAY_LINE_END, message.strayLineEnds() + " replaced");
    }
    Part root = read(message, raw, run);
    return new ParsedMessage(
        root,
        run.allLeaves(),
        run.links().all(),
        hops(root.headers()),
        run.defects().all(),
        Latin1.of(raw),
        message.size());
  }

  private byte[] head(RawMessage message) {
    try (InputStream in = message.open()) {
      return in.readNBytes(limits.rawBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Part read(RawMessage message, byte[] raw, Run run) {
    TopHeader top = TopHeader.read(raw, run);
    Part root = read(message, raw, run, top, 0);
    if (run.readings() > 1) {
      run.startOtherReadings();
    }
    for (int reading = 1; reading < run.readings(); reading++) {
      read(message, raw, run, top, reading);
    }
    return root;
  }

  private Part read(RawMessage message, byte[] raw, Run run, TopHeader top, int reading) {
    StructureReader reader = new StructureReader(run, Place.top(reading), top.header(), raw);
    try (InputStream in = body(message, raw, top.bodyStart())) {
      return reader.read(new SourceStream(in, top.bodyStart()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream body(RawMessage message, byte[] raw, int start) throws IOException {
    if (raw.length == message.size()) {
      return new ByteArrayInputStream(raw, start, raw.length - start);
    }
    InputStream in = message.open();
    in.skipNBytes(start);
    return in;
  }

  private static List<ReceivedHop> hops(Headers headers) {
    return headers.all("Received").stream().map(ReceivedReader::read).toList();
  }
}
