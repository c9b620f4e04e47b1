package org.mailweir.web;

import org.jspecify.annotations.Nullable;

/**
 * What the page of the log-in shows.
 *
 * @param name as it was typed
 * @param next where to go from there
 * @param problem what went wrong the last time
 * @param nobody whether there are no users at all yet
 */
public record LogIn(String name, String next, @Nullable String problem, boolean nobody) {}
