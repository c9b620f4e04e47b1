/**
 * The laboratory: a private Postfix wired by the files of postfix-examples, servers and clients
 * that do as they are told, a generator of messages, the demo, and the long and cruel runs.
 *
 * <p>Nothing here touches the mail system of the machine it runs on. Everything lies in a {@link
 * org.mailweir.lab.Workshop}, which stops what it started and removes its folder, on Ctrl-C too.
 */
package org.mailweir.lab;
