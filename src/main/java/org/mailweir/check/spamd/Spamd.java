package org.mailweir.check.spamd;

import java.io.IOException;
import java.net.ProtocolException;
import org.mailweir.peer.Protocol;
import org.mailweir.peer.ServerConnection;

/** The protocol of spamd. It closes the connection after a reply; others may leave it open. */
final class Spamd implements Protocol {

  /** A server that has not answered lately is asked for a PONG before it gets a message. */
  @Override
  public void prove(ServerConnection connection) throws IOException {
    Request.ping().writeTo(connection);
    if (!Reply.read(connection).body().equals("PONG")) {
      throw new ProtocolException("nonsense");
    }
  }
}
