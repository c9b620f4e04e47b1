package org.mailweir.dns;

import java.time.Duration;

/**
 * An answer and how long it holds.
 *
 * @param octets what it takes in memory, about
 */
record Timed(DnsAnswer answer, Duration life, int octets) {}
