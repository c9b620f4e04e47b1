# Sourced by the scripts beside it: asks the daemon by its control socket.
# shellcheck shell=bash

# Bash opens no Unix sockets. Perl is on every Debian and Ubuntu, python3 on everything that has dnf;
# the others are tried for the rest. 69 when there is none of them.
ask_daemon() { # SOCKET WORD SECONDS
  local answer
  answer=$(ask_with "$@" 2> /dev/null) || return
  [ -n "$answer" ] || return 1
  printf '%s\n' "$answer"
}

ask_with() { # SOCKET WORD SECONDS
  if has perl; then
    perl -MIO::Socket::UNIX -e '
      alarm(int($ARGV[2]) || 1);
      my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or exit 1;
      print $s "$ARGV[1]\n"; $s->flush; print while <$s>;' "$@"
  elif has python3; then
    python3 -c '
import socket, sys
s = socket.socket(socket.AF_UNIX)
s.settimeout(float(sys.argv[3]))
s.connect(sys.argv[1])
s.sendall(sys.argv[2].encode() + b"\n")
while True:
    some = s.recv(65536)
    if not some:
        break
    sys.stdout.write(some.decode())' "$@"
  elif has socat; then
    printf '%s\n' "$2" | socat -t "$3" -T "$3" - "UNIX-CONNECT:$1"
  elif has nc; then
    printf '%s\n' "$2" | nc -w "${3%.*}" -U "$1"
  elif has curl; then
    # No HTTP is spoken: telnet passes lines on as they are.
    printf '%s\n' "$2" | curl -s -m "$3" --unix-socket "$1" telnet://localhost
  else
    return 69
  fi
}

has() { command -v "$1" > /dev/null; }
