# Sourced by the scripts beside it: finds a JDK, finds Maven, builds what is missing.
# shellcheck shell=bash

readonly WANTED_JAVA=25

say() { echo "mailweir: $*" >&2; }

die() {
  say "$@"
  exit 69 # EX_UNAVAILABLE
}

# The major version of the Java in a folder; nothing where there is none.
java_version() { # HOME
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
  fi
}

new_enough() { # HOME
  local version
  version=$(java_version "$1")
  [ -n "$version" ] && [ "$version" -ge "$WANTED_JAVA" ]
}

java_on_path() {
  local java
  java=$(command -v java) || return 0
  dirname "$(dirname "$(readlink -f "$java")")"
}

# Sets and exports JAVA_HOME, or ends with advice.
find_java() {
  local home
  for home in "${JAVA_HOME:-}" "$(java_on_path)" /usr/lib/jvm/*"$WANTED_JAVA"* /usr/lib/jvm/* \
    /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$home" ] && new_enough "$home"; then
      export JAVA_HOME=$home
      return
    fi
  done
  say "needs Java $WANTED_JAVA or newer, and found none under JAVA_HOME, PATH, /usr/lib/jvm or /opt."
  say "Install one, for example Temurin from https://adoptium.net (apt install temurin-$WANTED_JAVA-jdk"
  die "once its repository is set up), or point JAVA_HOME to one that is there already."
}

# Runs Maven; installs it first when it is missing and we may.
maven() {
  if ! command -v mvn > /dev/null; then
    [ "$(id -u)" = 0 ] || die "Maven is needed. Install it with: sudo apt-get install --no-install-recommends maven"
    say "installing maven"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends maven; } >&2 ||
      die "apt could not install maven"
  fi
  mvn "$@"
}

# Whether the built program is there and nothing that it is made of is newer.
is_built() {
  local jar=$ROOT/target/mailweir.jar
  [ -f "$jar" ] && [ -d "$ROOT/target/lib" ] &&
    [ -z "$(find "$ROOT/pom.xml" "$ROOT/src/main" -newer "$jar" -print -quit)" ]
}

are_tests_built() {
  local mark=$ROOT/target/test-classes/.built
  [ -f "$mark" ] && [ -z "$(find "$ROOT/src/test" "$ROOT/target/mailweir.jar" -newer "$mark" -print -quit)" ]
}

# One build at a time, however many scripts start at once.
build_once() { # CHECK MAVEN-ARGUMENTS
  local check=$1
  shift
  [ -z "${MAILWEIR_NO_BUILD:-}" ] || die "is not built or out of date, and MAILWEIR_NO_BUILD forbids to build it"
  [ -x "$JAVA_HOME/bin/javac" ] || die "has to be built, and $JAVA_HOME has no compiler: a JDK is needed, not a JRE"
  mkdir -p "$ROOT/target"
  (
    flock 9
    "$check" && exit 0
    say "building (once)"
    cd "$ROOT" && maven -q -B -DskipTests "$@" >&2
  ) 9> "$ROOT/target/.build-lock" || die "the build failed"
}

build() {
  is_built && return
  build_once is_built package -Dmaven.test.skip=true
  # Maven leaves a jar alone whose content would be the same; for us it is up to date all the same.
  touch "$ROOT/target/mailweir.jar"
}

build_tests() {
  build
  are_tests_built && return
  build_once are_tests_built test-compile
  touch "$ROOT/target/test-classes/.built"
}

# Runs a main class of the laboratory.
lab() { # CLASS ARGUMENTS
  local class=$1
  shift
  # The laboratory starts the program as it was built just now; it never builds it in the middle.
  export MAILWEIR_NO_BUILD=1
  cd "$ROOT"
  exec "$JAVA_HOME/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED \
    -cp "$ROOT/target/test-classes:$ROOT/target/classes:$ROOT/target/lib/*:$ROOT/target/lab-lib/*" "org.mailweir.lab.$class" "$@"
}

# A program of a Debian package: there, or installed when we may.
need_package() { # COMMAND PACKAGE
  command -v "$1" > /dev/null || [ -x "/usr/sbin/$1" ] && return
  [ "$(id -u)" = 0 ] || die "$1 is needed. Install it with: sudo apt-get install --no-install-recommends $2"
  say "installing $2"
  { without_services "$2"; } >&2 || die "apt could not install $2"
}

# The servers that Mailweir asks, for tests with real ones; none of them is started as a service.
need_peers() {
  need_package spamassassin spamassassin
  need_package spamd spamd
  need_package spamc spamc
  need_package clamd clamav-daemon
  need_package rbldnsd rbldnsd
  need_package nsd nsd
}

# The browser in which the web pages are tested.
need_browser() {
  need_package chromium chromium
}

# Postfix: there, or installed when we may.
need_postfix() {
  command -v postfix > /dev/null || [ -x /usr/sbin/postfix ] && return
  if [ "$(id -u)" != 0 ]; then
    die "a real Postfix is needed. Install it with: sudo apt-get install --no-install-recommends postfix"
  fi
  say "installing postfix (its own service is neither configured nor started)"
  install_postfix >&2 || die "apt could not install postfix"
}

install_postfix() {
  echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections || true
  without_services postfix
}

# Installs packages; what they bring as services is not started: a machine shall not get a running
# server because of a test. In a subshell, so that its trap ends with it.
without_services() ( # PACKAGE...
  export DEBIAN_FRONTEND=noninteractive
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
  fi
  apt-get update -q && apt-get install -y -q --no-install-recommends "$@"
)
