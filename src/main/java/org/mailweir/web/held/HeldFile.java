package org.mailweir.web.held;

import java.io.IOException;
import java.io.InputStream;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.Quarantine;

/** The bytes of a held message where they lie. */
record HeldFile(Quarantine quarantine, HeldMessage record) implements RawMessage {

  @Override
  public long size() {
    return record.size();
  }

  @Override
  public InputStream open() throws IOException {
    return quarantine.open(new TransactionId(record.id()));
  }

  @Override
  public String sha256() {
    return record.sha256();
  }

  @Override
  public int strayLineEnds() {
    return 0; // it was made canonical when it was received
  }

  @Override
  public void close() {}
}
