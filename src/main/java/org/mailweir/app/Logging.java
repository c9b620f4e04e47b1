package org.mailweir.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.mailweir.pipeline.Journal;
import org.mailweir.pipeline.JournalSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where log lines go. Set up in code, so that no file can make Logback evaluate anything. Control
 * characters never reach the log, whoever sent them.
 */
public final class Logging {

  private static final String SAFE =
      "%replace(%msg){'[\\p{Cntrl}\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]', '?'}";

  /** Every line of a stack trace is indented, so that no exception's text can begin a log line. */
  private static final String TRACE =
      "%replace(%replace(%ex){'[\\p{Cntrl}&&[^\\n\\t]]', '?'}){'(?m)^(?=.)', '    '}%nopex";

  private Logging() {}

  /** For the daemon: everything on standard output, which systemd or a file takes from there. */
  public static void forDaemon(JournalSettings settings) {
    LoggerContext context = reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    attach(
        context, root, "System.out", "%d{ISO8601, UTC} %-5level %logger{0} " + SAFE + "%n" + TRACE);
    Logger journal = context.getLogger(Journal.LOGGER);
    String line =
        settings.format() == JournalSettings.Format.JSON
            ? "%msg%n"
            : "%d{ISO8601, UTC} " + SAFE + "%n";
    attach(context, journal, "System.out", line);
    ((ch.qos.logback.classic.Logger) journal).setAdditive(false);
    level(context, Logger.ROOT_LOGGER_NAME, Level.INFO);
    level(context, "org.subethamail", Level.WARN);
  }

  /** For a command: warnings and errors on standard error. */
  public static void forCommand() {
    LoggerContext context = reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    attach(context, root, "System.err", "%-5level " + SAFE + "%n" + TRACE);
    level(context, Logger.ROOT_LOGGER_NAME, Level.WARN);
  }

  private static LoggerContext reset() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    return context;
  }

  private static void attach(LoggerContext context, Logger logger, String target, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(target);
    appender.setEncoder(encoder);
    appender.start();
    ((ch.qos.logback.classic.Logger) logger).addAppender(appender);
  }

  private static void level(LoggerContext context, String name, Level level) {
    context.getLogger(name).setLevel(level);
  }
}
