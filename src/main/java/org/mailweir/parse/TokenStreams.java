package org.mailweir.parse;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * Sets Mime4j up. Of its own limits only that of a header line is used, since the others end the
 * parse where we would go on with less.
 */
final class TokenStreams {

  private TokenStreams() {}

  static MimeTokenStream create(Run run, HeaderCollector headers) {
    MimeConfig config =
        MimeConfig.custom()
            .setMaxLineLen(run.limits().headerBytes())
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();
    return new MimeTokenStream(
        config, new Monitor(run.defects()), headers.lines(), headers.descriptors());
  }

  /** Hears from Mime4j when a multipart ends without its closing line. */
  private static final class Monitor extends DecodeMonitor {
    private final Defects defects;

    Monitor(Defects defects) {
      this.defects = defects;
    }

    @Override
    public boolean warn(String error, String dropped) {
      if (error.contains(Event.MIME_BODY_PREMATURE_END.toString())) {
        defects.add(Defect.Kind.BROKEN_MULTIPART, "no closing line");
      }
      return false;
    }

    @Override
    public boolean isListening() {
      return true;
    }
  }
}
