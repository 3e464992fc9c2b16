#!/bin/sh
# HACKING, rule 2: no file has over 500 lines, the tests' no more than the programs', and a line of C has 120 columns: tabs
# are 8, and what is wide takes two. Lines from before that rule are counted, and their number only goes down.
set -u
cd "${top_srcdir:-.}" || exit 1
command -v perl >/dev/null || { echo 'skipped: perl is missing; ./bootstrap installs autoconf, which needs it'; exit 77; }
files=$(find core forms tui cli tests \( -name '*.[ch]' -o -name '*.sh' -o -name '*.sql' \) ! -path core/store/schema.c)
[ -n "$files" ] || exit 1
long_max=676
perl -CSD -e '
	my ($max, @files) = @ARGV;
	my ($fault, @long) = 0;
	for my $file (@files) {
		open(my $f, "<:encoding(UTF-8)", $file) or die "$file: $!";
		while (my $line = <$f>) {
			chomp $line;
			my $at = 0;
			for my $c (split //, $line) {
				$at += $c eq "\t" ? 8 - $at % 8 : $c =~ /[\p{East_Asian_Width=W}\p{East_Asian_Width=F}]/ ? 2 : 1;
			}
			push @long, "$file:$.: $at columns\n" if $at > 120 && $file =~ /\.[ch]$/;
		}
		if ($. > 500) { print "$file has $. lines\n"; $fault = 1; }
	}
	if (@long > $max) { print @long, scalar(@long), " lines have more than 120 columns: break yours\n"; $fault = 1; }
	exit $fault;
' "$long_max" $files
