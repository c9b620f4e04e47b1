package org.mailweir.peer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.mailweir.concurrent.Deadline;

/** One server: its connections, whether it answers, and why it did not. */
final class Server implements AutoCloseable {

  private static final int FAILURES = 3;
  private static final Duration KEEP_IDLE = Duration.ofSeconds(20);
  private static final long PROVEN_FOR = Duration.ofSeconds(60).toNanos();

  private final ServerAddress address;
  private final Reach reach;
  private final Protocol protocol;
  private final Breaker breaker;
  private final GenericObjectPool<ServerConnection> pool;
  private volatile boolean proven;
  private volatile long provenAt;
  private volatile String lastFailure = "";

  Server(ServerAddress address, Reach reach, Protocol protocol) {
    this.address = address;
    this.reach = reach;
    this.protocol = protocol;
    this.breaker = new Breaker(FAILURES, reach.rest(), System::nanoTime);
    GenericObjectPoolConfig<ServerConnection> config = new GenericObjectPoolConfig<>();
    config.setJmxEnabled(false);
    config.setMaxTotal(reach.connections());
    config.setMaxIdle(reach.connections());
    config.setTestOnBorrow(true);
    config.setTestOnReturn(true);
    config.setTestWhileIdle(true);
    config.setMinEvictableIdleDuration(KEEP_IDLE);
    config.setNumTestsPerEvictionRun(-1);
    config.setTimeBetweenEvictionRuns(KEEP_IDLE.dividedBy(4));
    this.pool = new GenericObjectPool<>(new Connecting(), config);
  }

  ServerAddress address() {
    return address;
  }

  Breaker breaker() {
    return breaker;
  }

  /** Connections that are asked something at the moment. */
  int inUse() {
    return pool.getNumActive();
  }

  String lastFailure() {
    return lastFailure;
  }

  /** Asks; a connection that the server has closed since the last question is tried again once. */
  <T> T ask(Question<T> question, Deadline deadline) throws IOException, InterruptedException {
    try {
      sayHello(deadline);
      T answer = exchange(question, deadline.atMost(reach.answer()), true);
      proven = true;
      provenAt = System.nanoTime();
      breaker.succeeded();
      return answer;
    } catch (BusyException e) {
      breaker.undecided();
      throw e;
    } catch (IOException e) {
      failed(e);
      throw e;
    } catch (InterruptedException | RuntimeException | Error e) {
      breaker.undecided();
      throw e;
    }
  }

  private void failed(IOException e) {
    if (isTheQuestionsDoing(e)) {
      breaker.undecided();
    } else {
      breaker.failed();
      lastFailure = Words.of(e);
    }
    proven = false;
    pool.clear();
  }

  /** Who interrupts us has waited too long as well. */
  private boolean isTheQuestionsDoing(IOException e) {
    return e instanceof TookTooLongException
        || (e instanceof ClosedByInterruptException && protocol.blamesQuestionForTime());
  }

  private void sayHello(Deadline deadline) throws IOException {
    if (proven && System.nanoTime() - provenAt < PROVEN_FOR) {
      return;
    }
    Deadline until = deadline.atMost(reach.connect());
    try (ServerConnection connection = ServerConnection.open(address, until);
        Alarm alarm = Alarm.at(until, connection)) {
      protocol.prove(connection);
    }
  }

  private <T> T exchange(Question<T> question, Deadline until, boolean again)
      throws IOException, InterruptedException {
    ServerConnection connection = borrow(until);
    try (Alarm alarm = Alarm.at(until, connection)) {
      T answer = question.ask(connection);
      alarm.close();
      connection.used();
      pool.returnObject(connection);
      return answer;
    } catch (IOException | RuntimeException e) {
      discard(connection);
      IOException failure = failure(e, connection);
      if (again && connection.wasUsed() && !(failure instanceof SocketTimeoutException)) {
        pool.clear();
        return exchange(question, until, false);
      }
      throw failure;
    }
  }

  private IOException failure(Exception e, ServerConnection connection) {
    IOException failure =
        e instanceof IOException io ? connection.inTime(io) : new IOException("nonsense", e);
    return failure instanceof SocketTimeoutException && protocol.blamesQuestionForTime()
        ? new TookTooLongException()
        : failure;
  }

  private ServerConnection borrow(Deadline until) throws IOException, InterruptedException {
    try {
      return pool.borrowObject(until.left());
    } catch (NoSuchElementException e) {
      throw new BusyException(reach.connections());
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void discard(ServerConnection connection) {
    connection.close();
    try {
      pool.invalidateObject(connection);
    } catch (Exception e) {
      // The pool was closed; the connection is closed already.
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** All connections are in use: a failure of ours, not of the server. */
  private static final class BusyException extends IOException {
    private static final long serialVersionUID = 1;

    BusyException(int connections) {
      super("all " + connections + " connections busy");
    }
  }

  private final class Connecting extends BasePooledObjectFactory<ServerConnection> {
    @Override
    public ServerConnection create() throws IOException {
      Deadline until = Deadline.after(reach.connect());
      ServerConnection connection = ServerConnection.open(address, until);
      try (Alarm alarm = Alarm.at(until, connection)) {
        protocol.greet(connection);
        return connection;
      } catch (IOException e) {
        connection.close();
        throw connection.inTime(e);
      } catch (RuntimeException e) {
        connection.close();
        throw new IOException("nonsense", e);
      }
    }

    @Override
    public PooledObject<ServerConnection> wrap(ServerConnection connection) {
      return new DefaultPooledObject<>(connection);
    }

    @Override
    public boolean validateObject(PooledObject<ServerConnection> pooled) {
      return !pooled.getObject().wasUsed() || pooled.getObject().isQuiet();
    }

    @Override
    public void destroyObject(PooledObject<ServerConnection> pooled) {
      pooled.getObject().close();
    }
  }
}
