package org.mailweir.reinject;

import java.io.IOException;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * Connections to 10025 that have greeted and are between transactions. The one used last is used
 * next, and one that was idle for a while is closed, since Postfix would close it soon.
 */
final class SmtpConnectionPool implements AutoCloseable {

  private final ReinjectSettings settings;
  private final GenericObjectPool<SmtpConnection> pool;

  SmtpConnectionPool(ReinjectSettings settings) {
    this.settings = settings;
    GenericObjectPoolConfig<SmtpConnection> config = new GenericObjectPoolConfig<>();
    config.setJmxEnabled(false);
    config.setMaxTotal(settings.connections());
    config.setMaxIdle(settings.connections());
    config.setMinEvictableIdleDuration(settings.keepIdle());
    config.setNumTestsPerEvictionRun(-1);
    config.setTimeBetweenEvictionRuns(settings.keepIdle().dividedBy(2));
    this.pool = new GenericObjectPool<>(new Connecting(settings), config);
  }

  ReinjectSettings settings() {
    return settings;
  }

  /**
   * A connection, used before or fresh.
   *
   * @throws IOException when none can be made
   */
  SmtpConnection borrow() throws IOException {
    try {
      SmtpConnection smtp = pool.borrowObject(settings.commandTimeout());
      smtp.line().readTimeout(settings.commandTimeout());
      return smtp;
    } catch (IOException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (Exception e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Takes back a connection that is between transactions. */
  void giveBack(SmtpConnection smtp) {
    pool.returnObject(smtp);
  }

  /** Closes a connection that is in the middle of something, or broken. */
  void discard(SmtpConnection smtp) {
    smtp.close();
    try {
      pool.invalidateObject(smtp);
    } catch (Exception e) {
      // The pool was closed; the connection is closed already.
    }
  }

  /** How many are between transactions. */
  int idle() {
    return pool.getNumIdle();
  }

  /** Closes all that are idle. */
  void clear() {
    pool.clear();
  }

  @Override
  public void close() {
    pool.close();
  }

  private static final class Connecting extends BasePooledObjectFactory<SmtpConnection> {
    private final ReinjectSettings settings;

    Connecting(ReinjectSettings settings) {
      this.settings = settings;
    }

    @Override
    public SmtpConnection create() throws IOException {
      return SmtpConnection.open(settings);
    }

    @Override
    public PooledObject<SmtpConnection> wrap(SmtpConnection smtp) {
      return new DefaultPooledObject<>(smtp);
    }

    @Override
    public void destroyObject(PooledObject<SmtpConnection> pooled) {
      pooled.getObject().quit();
    }
  }
}
