#!/bin/sh
# No text of the screens has a character whose width terminals don't agree on (East Asian Width "A" of UAX #11): the string
# literals of the program and the settings and profiles. What is written in comments is free.
set -u
cd "${top_srcdir:-.}" || exit 1
command -v perl >/dev/null || { echo 'skipped: perl is missing; ./bootstrap installs autoconf, which needs it'; exit 77; }
typed='core/base/date-number.c'	# its odd characters are read from what people type, and never drawn
files=$(find core forms tui cli config po \( -name '*.[ch]' -o -name '*.ini' -o -name '*.po' \) 2>/dev/null | sort |
	grep -vxF "$typed")
[ -n "$files" ] || exit 1
perl -CSD -Mutf8 -MEncode -e '
	my $fault = 0;
	# What stands for broken bytes in JSON; the line that the terminal is asked to measure.
	my %fine = map { $_ => 1 } "core/base/json.c U+FFFD", "tui/term/term.c U+2500";
	# What a literal means: bytes that are no characters, as a card gets them, are no words either.
	sub meaning {
		my $bytes = encode("UTF-8", join "", $_[0] =~ /"((?:[^"\\]|\\.)*)"|\x27((?:[^\x27\\]|\\.)*)\x27/gs);
		$bytes =~ s{\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)}
			{ defined $1 ? chr(hex($1) & 255) : defined $2 ? chr(oct($2) & 255)
			    : defined($3 // $4) ? encode("UTF-8", chr hex($3 // $4)) : "" }gse;
		return decode("UTF-8", $bytes, sub { "" });
	}
	sub look {
		my ($file, $line, $words) = @_;
		for my $found ($words =~ /(\p{East_Asian_Width=A})/g) {
			my $code = sprintf "U+%04X", ord $found;
			next if $fine{"$file $code"} || $found =~ /\p{Variation_Selector}/;	# which takes no cell
			print "$file:$line: $found $code\n";
			$fault = 1;
		}
	}
	for my $file (@ARGV) {
		open(my $f, "<:encoding(UTF-8)", $file) or die "$file: $!";
		my $text = do { local $/; <$f> };
		if ($file !~ /\.[ch]$/) {
			$text =~ s{^[#;][^\n]*}{}gm;
			my $line = 0;
			look($file, ++$line, $_) for split /\n/, $text;
			next;
		}
		# Literals, those in a row together, and comments, so that a mark in one opens no literal.
		while ($text =~ m{((?:"(?:[^"\\\n]|\\.)*"\s*)+|\x27(?:[^\x27\\\n]|\\.)*\x27)|/\*.*?\*/|//[^\n]*}gs) {
			my ($literal, $before) = ($1, substr $text, 0, $-[0]);
			look($file, 1 + ($before =~ tr/\n//), meaning($literal)) if defined $literal;
		}
	}
	exit $fault;
' $files
