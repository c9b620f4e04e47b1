package org.mailweir.check.spamd;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import org.mailweir.peer.Protocol;
import org.mailweir.peer.ServerConnection;

/** The protocol of spamd. It closes the connection after a reply; others may leave it open. */
final class Spamd implements Protocol {

  /**
   * A server that has not answered lately is asked for a PONG before it gets a message. rspamd does
   * not know that command and closes; that is a sign of life, too.
   */
  @Override
  public void prove(ServerConnection connection) throws IOException {
    try {
      Request.ping().writeTo(connection);
      if (!Reply.read(connection).body().equals("PONG")) {
        throw new ProtocolException("nonsense");
      }
    } catch (EOFException e) {
      // What it thinks of a message will show what it is.
    }
  }
}
