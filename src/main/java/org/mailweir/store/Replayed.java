package org.mailweir.store;

/**
 * A lesson in force with what the model learns of it.
 *
 * @param features encoded; empty when they are damaged
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Replayed(Lesson lesson, byte[] features) {}
