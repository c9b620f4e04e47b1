package org.mailweir.doctor.wiring;

import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.doctor.postfix.Service;

/** The commands that mend Postfix' configuration. */
record Remedies(PostfixConfig postfix) {

  /** Sets a parameter of main.cf. */
  String set(String parameter, String value) {
    return postfix.postconf() + " -e '" + parameter + "=" + value + "'";
  }

  /** Sets an override of a service. */
  String set(Service service, String parameter, String value) {
    return postfix.postconf()
        + " -P '"
        + service.id()
        + "/"
        + parameter
        + (value.isEmpty() ? "=" : "=" + value)
        + "'";
  }

  /** Takes an override of a service away. */
  String unset(Service service, String parameter) {
    return postfix.postconf() + " -PX '" + service.id() + "/" + parameter + "'";
  }

  /** Takes a parameter of main.cf away. */
  String unset(String parameter) {
    return postfix.postconf() + " -X " + parameter;
  }

  /** Sets a column of master.cf. */
  String column(Service service, String column, String value) {
    return postfix.postconf() + " -F '" + service.id() + "/" + column + "=" + value + "'";
  }
}
