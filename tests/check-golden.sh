#!/bin/sh
# The golden screens: whole characters only, none of a width that terminals don't agree on, no line wider than its screen
# (80 cells, or what the name says), a cursor within it.
set -u
cd "${top_srcdir:-.}" || exit 1
command -v perl >/dev/null || { echo 'skipped: perl is missing; ./bootstrap installs autoconf, which needs it'; exit 77; }
perl -CS -Mutf8 -MEncode -e '
	my $fault = 0;
	sub fault { print "@_\n"; $fault = 1; }
	for my $file (@ARGV) {
		open(my $f, "<:raw", $file) or die "$file: $!";
		my ($cols, $rows) = $file =~ /-(\d+)x(\d+)\.txt$/ ? ($1, $2) : $file =~ /too-small/ ? (60, 20) : (80, 24);
		my $line = 0;
		while (my $bytes = <$f>) {
			$line++;
			my $text = eval { decode("UTF-8", $bytes, Encode::FB_CROAK) };
			if (!defined $text) { fault("$file:$line: not UTF-8: a character was cut"); next; }
			chomp $text;
			if ($line == $rows + 1) {
				my ($y, $x) = $text =~ /^cursor (\d+),(\d+)$/ or fault("$file: no cursor");
				fault("$file: the cursor is outside") if !defined $x || $y >= $rows || $x >= $cols;
				next;
			}
			my $cells = 0;
			$cells += /\p{Mn}|\p{Me}|\p{Cf}/ ? 0 : /\p{East_Asian_Width=W}|\p{East_Asian_Width=F}/ ? 2 : 1
			    for split //, $text;
			fault("$file:$line: $cells cells") if $cells > $cols;
			fault("$file:$line: begins inside a character") if $text =~ /^\p{Mn}/;
			fault("$file:$line: $1") if $text =~ /([\p{Cc}\x{fffd}])/;
			# What is in a file was drawn with plain lines; a variation selector has no width to disagree on.
			$text =~ s/[\x{fe00}-\x{fe0f}\x{e0100}-\x{e01ef}]//g;
			fault("$file:$line: $1") if $text =~ /(\p{East_Asian_Width=A})/;
		}
		fault("$file: $line lines") if $line != $rows + 1;
	}
	exit $fault;
' tests/screens/golden/*.txt
