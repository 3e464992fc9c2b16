#!/usr/bin/perl
# Writes text-ambiguous.c: the characters whose East_Asian_Width is Ambiguous, from the Unicode data that perl brings.
# Those that take no cell or have no agreed look are left out. usage: text-ambiguous.pl >text-ambiguous.c
use strict;
use warnings;
use Unicode::UCD;

my (@ranges, $from, $last);
for my $c (0 .. 0x10fffe) {
	next if $c >= 0xd800 && $c <= 0xdfff;
	my $is = chr($c) =~ /\p{East_Asian_Width=Ambiguous}/ && chr($c) !~ /[\p{Co}\p{Mn}\p{Default_Ignorable_Code_Point}]/;
	$from = $c if $is && !defined $from;
	if (!$is && defined $from) {
		push @ranges, sprintf('{ 0x%x, 0x%x }', $from, $last);
		undef $from;
	}
	$last = $c;
}

printf "/* East_Asian_Width=Ambiguous in Unicode %s. Written by text-ambiguous.pl; not by hand. */\n",
    Unicode::UCD::UnicodeVersion();
print "#include \"base/text.h\"\n\n#include <stdlib.h>\n\nstruct range { uint32_t first, last; };\n\n";
print "static const struct range ranges[] = {\n";
while (my @row = splice @ranges, 0, 4) {
	print "\t", join(', ', @row), ",\n";
}
print <<'END';
};

static int
against(const void *key, const void *element)
{
	const uint32_t c = *(const uint32_t *)key;
	const struct range *r = element;

	return c < r->first ? -1 : c > r->last;
}

bool
text_ambiguous(uint32_t c)
{
	return c >= ranges[0].first && bsearch(&c, ranges, sizeof(ranges) / sizeof(*ranges), sizeof(*ranges), against) != NULL;
}
END
