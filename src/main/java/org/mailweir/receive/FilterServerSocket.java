package org.mailweir.receive;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the sockets that put our reader and writer below SubEtha's, and can stop accepting while
 * the sessions go on.
 */
final class FilterServerSocket extends ServerSocket {

  private static final Logger LOG = LoggerFactory.getLogger(FilterServerSocket.class);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean accepting = true;

  FilterServerSocket() throws IOException {}

  @Override
  public Socket accept() throws IOException {
    try {
      SmtpSocket socket = new SmtpSocket();
      implAccept(socket);
      // Nagle and delayed acknowledgements together cost 40 ms for each pipelined message.
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      if (accepting) {
        throw e;
      }
      return waitForTheEnd();
    }
  }

  /** SubEtha would log an error and try again each second while sessions are drained. */
  private Socket waitForTheEnd() throws IOException {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("listener is closed");
  }

  void stopAccepting() {
    accepting = false;
    try {
      super.close();
    } catch (IOException e) {
      LOG.debug("closing the listening socket", e);
    }
  }

  @Override
  public void close() throws IOException {
    stopAccepting();
    stopped.countDown();
  }
}
