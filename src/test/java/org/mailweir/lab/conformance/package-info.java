/** Runs the test suites of other projects, which lie outside, against sender authentication. */
package org.mailweir.lab.conformance;
