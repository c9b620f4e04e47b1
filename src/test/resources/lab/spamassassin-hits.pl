#!/usr/bin/perl
# Runs SpamAssassin in one process, as "spamassassin -L" with Bayes off would, over the files whose
# names come on standard input, one a line. Answers each with one line:
#   path TAB score TAB CPU seconds TAB scored rules TAB sub-rules TAB what failed
# where rules are separated by commas. The first line is "ready" when the rules are compiled.
use strict;
use warnings;
use Mail::SpamAssassin;
use Mail::SpamAssassin::PerMsgStatus;
use Mail::SpamAssassin::Plugin::Check;

# A process that judges several messages would keep the tags (%{TAG}) that the first of them set, since
# these matches are compiled once (/o). The command judges one message and has not that fault.
{
  no warnings 'redefine';
  my $add = \&Mail::SpamAssassin::Plugin::Check::add_evalstr;
  *Mail::SpamAssassin::Plugin::Check::add_evalstr = sub {
    my ($self, $status, $code) = @_;
    $code =~ s{/\$test_qr/(g?)op\b}{/\$test_qr/$1p}g if $code =~ /capture_template_rules/;
    $add->($self, $status, $code);
  };
}

$| = 1;
my $engine = Mail::SpamAssassin->new({
  local_tests_only   => 1,
  dont_copy_prefs    => 1,
  userprefs_filename => '/nonexistent',
  post_config_text   => "use_bayes 0\n",
});
$engine->compile_now(0, 0);
print "ready\t$Mail::SpamAssassin::VERSION\n";

while (my $path = <STDIN>) {
  chomp $path;
  my $octets = slurp($path);
  my ($score, $cpu, $scored, $sub, $failed) = (0, 0, '', '', '');
  eval { ($score, $cpu, $scored, $sub) = examine($octets); 1 } or $failed = $@ =~ s/\s+/ /gr;
  print join("\t", $path, $score, $cpu, $scored, $sub, $failed), "\n";
}

sub slurp {
  my ($path) = @_;
  open my $file, '<:raw', $path or return '';
  local $/;
  return scalar <$file>;
}

sub examine {
  my ($octets) = @_;
  my $before = cpu();
  my $message = $engine->parse($octets, 1);
  my $status = Mail::SpamAssassin::PerMsgStatus->new($engine, $message);
  $status->check();
  my $cpu = cpu() - $before;
  my %sub = map { $_ => 1 } split /,/, $status->get_names_of_subtests_hit;
  my @answer = (
    $status->get_score, $cpu,
    $status->get_names_of_tests_hit,
    join(',', keys %sub));
  $status->finish;
  $message->finish;
  return @answer;
}

sub cpu {
  my ($user, $system) = times;
  return $user + $system;
}
