package org.mailweir.receive;

/**
 * Faults that tests ask for by {@code -Dmailweir.fault=name}, to show that they would notice. Off
 * unless the property is set when the process starts.
 */
enum FaultPoint {
  /** Acknowledge a message before it is anywhere: the sin that the kill loop must detect. */
  ACK_BEFORE_FORWARD("ack-before-forward");

  private final boolean set;

  FaultPoint(String name) {
    this.set = name.equals(System.getProperty("mailweir.fault"));
  }

  boolean isSet() {
    return set;
  }
}
