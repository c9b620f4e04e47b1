package org.mailweir.store;

/**
 * What another filter had learned, as it was imported.
 *
 * @param format which filter: {@code spamassassin}, {@code bogofilter}
 * @param spamMessages how many messages its counts of spam come from
 * @param hamMessages how many messages its counts of ham come from
 * @param table the counts, encoded by whoever imported them; empty when the import is taken back
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ForeignCounts(String format, long spamMessages, long hamMessages, byte[] table) {}
