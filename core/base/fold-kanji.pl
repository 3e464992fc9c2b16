#!/usr/bin/perl
# Writes the tables of fold.c: each shape of a kanji and its common one, from fold-kanji.txt and, for radicals, from the
# Unicode data that perl brings. usage: fold-kanji.pl bmp|beyond <fold-kanji.txt >fold-kanji.c|fold-kanji-beyond.c
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));
use Unicode::Normalize qw(NFKC);
use Unicode::UCD qw(prop_invmap);

my $part = shift // '';
die "usage: fold-kanji.pl bmp|beyond\n" unless $part =~ /^(bmp|beyond)$/;

# A radical that has a character of its own (U+2E80 to U+2EF3); those from U+2F00 on have a decomposition.
my ($starts, $maps) = prop_invmap('Equivalent_Unified_Ideograph');
my %common;
for my $i (0 .. $#$starts) {
	next if $starts->[$i] < 0x2e80 || $starts->[$i] > 0x2ef3 || !$maps->[$i];
	$common{chr $_} = chr($maps->[$i] + $_ - $starts->[$i]) for $starts->[$i] .. $starts->[$i + 1] - 1;
}
while (my $line = <STDIN>) {
	next if $line =~ /^#/;
	for my $group (split ' ', $line) {
		my ($to, @shapes) = split //, $group;
		for my $shape (@shapes) {
			die "$shape stands twice\n" if exists $common{$shape};
			die "$shape is another way to write " . NFKC($shape) . "\n" if NFKC($shape) ne $shape;
			$common{$shape} = NFKC($to);
		}
	}
}
for my $shape (keys %common) {
	my %seen;
	my $to = $shape;
	while (exists $common{$to}) {
		die "$shape runs in a circle\n" if $seen{$to}++;
		$to = $common{$to};
	}
	$common{$shape} = $to;
}

my @shapes = sort grep { (ord > 0xffff) == ($part eq 'beyond') } keys %common;
print "/* Shapes of kanji, each with its common one behind it. Written by fold-kanji.pl; not by hand. */\n";
print "#include \"base/fold-private.h\"\n\n";
printf "const size_t fold_%s_count = %d;\n\nconst char32_t fold_%s[] =\n", $part, scalar @shapes, $part;
while (my @row = splice @shapes, 0, 27) {
	print "\tU\"", join('', map { $_ . $common{$_} } @row), '"', @shapes ? '' : ';', "\n";
}
