package org.mailweir.peer;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Why a server has not answered, in a few words for the journal. */
final class Words {

  private static final int MAX = 100;

  private Words() {}

  static String of(IOException failure) {
    return switch (failure) {
      case SocketTimeoutException e -> "timeout";
      case UnknownHostException e -> "unknown host";
      case ConnectException e -> "refused";
      case EOFException e -> "closed the connection";
      case ProtocolException e -> printable(e);
      default -> printable(failure);
    };
  }

  private static String printable(IOException failure) {
    String message = failure.getMessage() == null ? "failed" : failure.getMessage();
    StringBuilder out = new StringBuilder();
    message.chars().limit(MAX).forEach(c -> out.append(c >= ' ' && c < 127 ? (char) c : '?'));
    return out.toString();
  }
}
