package org.mailweir.app;

import java.util.Objects;

/** Which Mailweir this is. */
public final class Version {

  /** From the jar's manifest; {@code development} when run from classes. */
  public static final String TEXT =
      Objects.requireNonNullElse(
          Version.class.getPackage().getImplementationVersion(), "development");

  private Version() {}
}
