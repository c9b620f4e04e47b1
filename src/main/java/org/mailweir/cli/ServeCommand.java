package org.mailweir.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.mailweir.app.Daemon;
import org.mailweir.app.Logging;
import org.mailweir.config.ConfigLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import sun.misc.Signal;

/** Runs the filter until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the filter in the foreground.",
      "SIGTERM finishes running transactions and exits 0; SIGHUP reads the configuration again."
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    ConfigLoader.Loaded loaded = config.load();
    Logging.forDaemon(loaded.settings().journal());
    CountDownLatch stop = new CountDownLatch(1);
    try (Daemon daemon = new Daemon(config.path(), loaded)) {
      Signal.handle(new Signal("TERM"), signal -> stop.countDown());
      Signal.handle(new Signal("INT"), signal -> stop.countDown());
      Signal.handle(new Signal("HUP"), signal -> daemon.reload());
      daemon.start();
      stop.await();
    }
    return 0;
  }
}
