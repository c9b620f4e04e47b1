package org.mailweir.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.pipeline.Journal;
import org.mailweir.pipeline.JournalSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go. Set up in code, so that no file can make Logback evaluate anything. Control
 * characters never reach the log, whoever sent them.
 */
public final class Logging {

  /** What ends a line or steers a terminal: C0, DEL, C1, separators and direction marks. */
  private static final String STEERS =
      "[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]";

  private static final String SAFE = "%replace(%msg){'" + STEERS + "', '?'}";

  /** Every line of a stack trace is indented, so that no exception's text can begin a log line. */
  private static final String TRACE =
      "%replace(%replace(%ex){'(?![\\n\\t])" + STEERS + "', '?'}){'(?m)^(?=.)', '    '}%nopex";

  private Logging() {}

  /**
   * For the daemon: everything on standard output, which systemd or a file takes from there. May be
   * called again with other settings while mail flows: no line is lost.
   */
  public static synchronized void forDaemon(JournalSettings settings) {
    LoggerContext context = context();
    String line = "%d{ISO8601, UTC} %-5level %logger{0} " + SAFE + "%n" + TRACE;
    write(context, Logger.ROOT_LOGGER_NAME, "System.out", line);
    write(
        context,
        Journal.LOGGER,
        "System.out",
        settings.format() == JournalSettings.Format.JSON
            ? "%msg%n%nopex"
            : "%d{ISO8601, UTC} " + SAFE + "%n%nopex");
    context.getLogger(Journal.LOGGER).setAdditive(false);
    level(context, Logger.ROOT_LOGGER_NAME, Level.INFO);
    level(context, "org.subethamail", Level.WARN);
    level(context, "org.xbill", Level.ERROR); // What it would say reaches us as an answer.
  }

  /** For a command: warnings and errors on standard error. */
  public static synchronized void forCommand() {
    LoggerContext context = context();
    String line = "%-5level " + SAFE + "%n" + TRACE;
    write(context, Logger.ROOT_LOGGER_NAME, "System.err", line);
    level(context, Logger.ROOT_LOGGER_NAME, Level.WARN);
  }

  private static LoggerContext context() {
    return (LoggerContext) LoggerFactory.getILoggerFactory();
  }

  /** The new appender comes before the old ones go; those finish the line that they are at. */
  private static void write(LoggerContext context, String name, String target, String pattern) {
    ch.qos.logback.classic.Logger logger = context.getLogger(name);
    List<Appender<ILoggingEvent>> before = new ArrayList<>();
    logger.iteratorForAppenders().forEachRemaining(before::add);
    logger.addAppender(appender(context, target, pattern));
    before.forEach(logger::detachAppender);
  }

  private static Appender<ILoggingEvent> appender(
      LoggerContext context, String target, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(target);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static void level(LoggerContext context, String name, Level level) {
    context.getLogger(name).setLevel(level);
  }
}
