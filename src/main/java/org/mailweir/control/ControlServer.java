package org.mailweir.control;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions of commands on this machine. A client sends one line with one word and reads
 * until the end; who is not understood gets a JSON object with {@code error}. Clients, the line and
 * the time are bounded, and whatever goes wrong here is nobody else's trouble.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final int CLIENTS = 8;
  private static final Duration TO_ASK = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);

  /** What is done when its word is said. */
  public interface Command {

    /**
     * The answer: JSON or lines of text.
     *
     * @param who the client's user on this machine
     */
    String answer(String who) throws IOException;
  }

  private final Map<String, Command> commands;
  private final SocketFile socket;
  private final Semaphore places = new Semaphore(CLIENTS);
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("control-clock").factory());

  /**
   * Opens the socket and answers from now on.
   *
   * @param commands by their words
   * @throws IOException when the socket cannot be had, see {@link SocketFile}
   */
  public ControlServer(Path path, Map<String, Command> commands) throws IOException {
    this.commands = Map.copyOf(commands);
    this.socket = SocketFile.open(path);
    clock.setRemoveOnCancelPolicy(true);
    Thread.ofPlatform().daemon().name("control").start(this::accept);
  }

  private void accept() {
    while (socket.channel().isOpen()) {
      try {
        SocketChannel client = socket.channel().accept();
        if (places.tryAcquire()) {
          Thread.ofVirtual().name("control-client").start(() -> serve(client));
        } else {
          client.close();
        }
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.warn("a command could not be heard: {}", e.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      Future<?> tooLate = closeAfter(TO_ASK, client);
      String word = Client.line(client);
      tooLate.cancel(false);
      if (word != null) {
        tooLate = closeAfter(TO_ANSWER, client);
        Client.write(client, answer(word, client));
        tooLate.cancel(false);
      }
    } catch (IOException e) {
      LOG.debug("a command was not answered: {}", e.toString());
    } finally {
      places.release();
    }
  }

  private Future<?> closeAfter(Duration time, SocketChannel client) {
    return clock.schedule(() -> close(client), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void close(SocketChannel client) {
    try {
      client.close();
    } catch (IOException e) {
      LOG.debug("a client could not be closed: {}", e.toString());
    }
  }

  private String answer(String word, SocketChannel client) throws IOException {
    Command command = commands.get(word);
    if (command == null) {
      return error(
          "no such command; there are " + String.join(", ", new TreeSet<>(commands.keySet())));
    }
    try {
      return command.answer(client.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
    } catch (IOException | RuntimeException e) {
      LOG.warn("the command {} failed", word, e);
      return error(e.toString());
    }
  }

  private static String error(String words) {
    JsonObject object = new JsonObject();
    object.addProperty("error", words);
    return object.toString();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      socket.close();
    } catch (IOException e) {
      LOG.warn("the control socket could not be removed: {}", e.toString());
    }
  }
}
