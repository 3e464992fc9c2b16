#!/bin/sh
# No text of the screens has a character whose width terminals don't agree on (East Asian Width "A" of UAX #11): the string
# literals of the program and the settings and profiles. What is written in comments is free.
set -u
cd "${top_srcdir:-.}" || exit 1
command -v perl >/dev/null || { echo 'skipped: perl is missing; ./bootstrap installs autoconf, which needs it'; exit 77; }
typed='core/date-text.c'	# its odd characters are read from what people type, and never drawn
files=$(find core forms tui cli config po \( -name '*.[ch]' -o -name '*.ini' -o -name '*.po' \) 2>/dev/null | sort |
	grep -vxF "$typed")
[ -n "$files" ] || exit 1
perl -CSD -Mutf8 -e '
	my $fault = 0;
	for my $file (@ARGV) {
		open(my $f, "<:encoding(UTF-8)", $file) or die "$file: $!";
		local $/;
		my $text = <$f>;
		# Comments first, so that an apostrophe or a quotation mark in one opens no literal; line numbers stay.
		if ($file =~ /\.[ch]$/) {
			$text =~ s{("(?:[^"\\\n]|\\.)*")|(\x27(?:[^\x27\\\n]|\\.)*\x27)|/\*.*?\*/|//[^\n]*}
				{ defined $1 ? $1 : defined $2 ? "" : "\n" x ($& =~ tr/\n//) }gse;
			$text =~ s{\\u([0-9a-fA-F]{4})}{chr hex $1}ge;
		} else {
			$text =~ s{^[#;][^\n]*}{}gm;
		}
		my $line = 0;
		for (split /\n/, $text) {
			$line++;
			my @found = $file =~ /\.[ch]$/ ? map { /(\p{East_Asian_Width=A})/g } /"((?:[^"\\]|\\.)*)"/g
				: /(\p{East_Asian_Width=A})/g;
			next unless @found;
			$fault = 1;
			print "$file:$line: ", join(" ", map { sprintf "%s U+%04X", $_, ord } @found), "\n";
		}
	}
	exit $fault;
' $files
