package org.mailweir.parse;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;
import org.apache.james.mime4j.util.RecycledByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes header lines from Mime4j as they come, fields or not, and tells it what the entity is.
 * Mime4j alone would drop lines that are no fields, and with them the text of parts without a
 * header.
 */
final class HeaderCollector {

  private final int maxBytes;
  private final int reading;
  private final Function<byte[], EntityHeader> reader;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(512);
  private int blockSize;
  private EntityHeader header;
  // Mime4j is started behind the first header; every other header comes through the stream.
  private boolean inStream;

  /**
   * @param maxBytes bytes of one header block that are kept; one more is kept to show the cut
   * @param reading which shape of an entity is told to Mime4j
   * @param first the header of the entity whose body is read
   * @param reader makes a header of a block of lines
   */
  HeaderCollector(
      int maxBytes, int reading, EntityHeader first, Function<byte[], EntityHeader> reader) {
    this.maxBytes = maxBytes;
    this.reading = reading;
    this.header = first;
    this.reader = reader;
  }

  /** The header of the entity that was met last. */
  EntityHeader header() {
    return header;
  }

  FieldBuilder lines() {
    return new Lines();
  }

  BodyDescriptorBuilder descriptors() {
    return new Descriptors();
  }

  private void append(byte[] bytes, int length) {
    int room = maxBytes + 1 - blockSize;
    int kept = Math.clamp(room, 0, length);
    block.write(bytes, 0, kept);
    blockSize += kept;
  }

  private void startHeader() {
    inStream = true;
    block.reset();
    blockSize = 0;
  }

  private void endHeader() {
    if (inStream) {
      header = reader.apply(block.toByteArray());
    }
  }

  private final class Lines implements FieldBuilder {
    @Override
    public void reset() {}

    @Override
    public void append(ByteArrayBuffer line) {
      HeaderCollector.this.append(line.buffer(), line.length());
    }

    @Override
    @SuppressWarnings("NullAway") // null means in Mime4j: pass over this line
    public RawField build() {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway") // null means in Mime4j: nothing can be given back
    public RecycledByteArrayBuffer getRaw() {
      return null;
    }

    @Override
    public void release() {}
  }

  private final class Descriptors implements BodyDescriptorBuilder {
    @Override
    public void reset() {
      startHeader();
    }

    @Override
    public Field addField(RawField field) {
      return field;
    }

    @Override
    public BodyDescriptor build() {
      endHeader();
      return Descriptor.of(header, header.shape(reading));
    }

    @Override
    public BodyDescriptorBuilder newChild() {
      return this;
    }
  }

  /** Only what Mime4j needs to know where bodies begin and end; decoding is ours. */
  private record Descriptor(String mimeType, @Nullable String boundary) implements BodyDescriptor {

    static Descriptor of(EntityHeader header, Shape shape) {
      if (shape.isMultipart()) {
        return new Descriptor("multipart/mixed", shape.boundary());
      }
      boolean plain = header.encoding().encoding() == TransferEncoding.IDENTITY;
      return new Descriptor(
          shape.isMessage() && plain ? "message/rfc822" : "application/octet-stream", null);
    }

    @Override
    public String getMimeType() {
      return mimeType;
    }

    @Override
    public String getMediaType() {
      return mimeType.substring(0, mimeType.indexOf('/'));
    }

    @Override
    public String getSubType() {
      return mimeType.substring(mimeType.indexOf('/') + 1);
    }

    @Override
    public String getCharset() {
      return "us-ascii";
    }

    @Override
    public String getTransferEncoding() {
      return "7bit";
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    @SuppressWarnings("NullAway") // null means in Mime4j: no boundary
    public String getBoundary() {
      return boundary;
    }
  }
}
