# Every character of JIS X 0208, 0212 and 0213 and of CP932, and every character and sequence of the registers' font, once
# through form, extract, store, search, certificate, screen and paper; the counts are printed.
set -u
test=$(cd "${top_builddir:-.}" && pwd)/tests/system/characters
page=${MADOGUCHI_LIBEXECDIR:-$(cd "${top_builddir:-.}" && pwd)}/madoguchi-page
font=/usr/share/fonts/truetype/ipamj/ipamjm.ttf
[ -x "$test" ] || { echo "skipped: cmocka is missing; ./bootstrap --tests installs it"; exit 77; }
[ -r $font ] || { echo "skipped: $font is missing; ./bootstrap installs it"; exit 77; }
command -v pdftotext >/dev/null || { echo "skipped: pdftotext is missing; ./bootstrap --tests installs it"; exit 77; }
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
fault=0

# The rows and cells of each, by the C library's tables; what isn't assigned is passed over.
table() { # table CHARSET PERL: a character a line
	perl -e "$2" >"$dir/bytes"
	while read -r bytes; do printf "$bytes\\n"; done <"$dir/bytes" | iconv -c -f "$1" -t UTF-8 | grep -v '^[ -~]*$' | sort -u
}
export LC_ALL=C
rows='for $r (0xa1..0xfe) { for $c (0xa1..0xfe) { printf "%s\\%03o\\%03o\n", $p, $r, $c } }'
table EUC-JP "$rows" >"$dir/0208"
table EUC-JP "\$p = '\\217'; $rows" >"$dir/0212"
# U+00AD, the soft hyphen, is in JIS X 0213; it draws nothing, and no door lets it in.
{ table EUC-JISX0213 "$rows"; table EUC-JISX0213 "\$p = '\\217'; $rows"; } | sort -u |
	grep -v "^$(printf '\302\255')\$" >"$dir/0213"
table CP932 'for $l (0x81..0x9f, 0xe0..0xfc) { for $t (0x40..0x7e, 0x80..0xfc) { printf "\\%03o\\%03o\n", $l, $t } }
    printf "\\%03o\n", $_ for 0xa1..0xdf;' >"$dir/cp932"
# JIS's characters by the other numbers that input methods write for them are JIS's.
{ cat "$dir/0208" "$dir/0212"; printf '%s\n' － ～ ∥ ￠ ￡ ￢ — ￤; } | sort -u >"$dir/jis"

# The font's own list (OpenType, cmap, formats 12 and 14). Kanji alone: its Latin is ours.
perl -CO -e '
	open my $f, "<:raw", $ARGV[0] or die; local $/; my $d = <$f>;
	my ($cmap) = map { unpack "x8 N", substr $d, 12 + 16 * $_, 16 } grep { substr($d, 12 + 16 * $_, 4) eq "cmap" } 0 .. unpack("x4 n", $d) - 1;
	for my $i (0 .. unpack("n", substr $d, $cmap + 2, 2) - 1) {
		my $at = $cmap + unpack "x4 N", substr $d, $cmap + 4 + 8 * $i, 8;
		my $format = unpack "n", substr $d, $at, 2;
		if ($format == 12) {
			for my $g (0 .. unpack("N", substr $d, $at + 12, 4) - 1) {
				my ($from, $to) = unpack "N2", substr $d, $at + 16 + 12 * $g, 8;
				$out{chr $_}++ for grep { $_ >= 0x2e80 && chr($_) =~ /\p{Han}/ } $from .. $to;
			}
		} elsif ($format == 14) {
			for my $s (0 .. unpack("N", substr $d, $at + 6, 4) - 1) {
				my ($hi, $lo, $plain, $other) = unpack "C n N N", substr $d, $at + 10 + 11 * $s, 11;
				my $vs = chr(($hi << 16) + $lo);
				if ($plain) {
					for my $r (0 .. unpack("N", substr $d, $at + $plain, 4) - 1) {
						my ($h, $l, $more) = unpack "C n C", substr $d, $at + $plain + 4 + 4 * $r, 4;
						$out{chr($_) . $vs}++ for ($h << 16) + $l .. ($h << 16) + $l + $more;
					}
				}
				if ($other) {
					for my $r (0 .. unpack("N", substr $d, $at + $other, 4) - 1) {
						my ($h, $l) = unpack "C n", substr $d, $at + $other + 4 + 5 * $r, 3;
						$out{chr(($h << 16) + $l) . $vs}++;
					}
				}
			}
		}
	}
	print "$_\n" for sort keys %out;
' $font >"$dir/all-mj"
perl -CSD -ne 'print if length == 2' "$dir/all-mj" >"$dir/mj"
perl -CSD -ne 'print if length == 3' "$dir/all-mj" >"$dir/ivs"

# On paper: four sheets of seven blocks of 400; what no font has is told with its number, all else is read out of the PDF.
paper() { # paper SET
	rm -f "$dir"/page-*
	perl -CSD -e '
		my ($set, $dir) = @ARGV; open my $f, "<", $set or die; chomp(my @c = <$f>); my $page = 0;
		while (@c) {
			open my $out, ">", sprintf "%s/page-%03d", $dir, $page++ or die;
			print $out "madoguchi-page 1\nmade 2026-11-25T21:00:00\ntitle x\ngeta\n";
			for my $sheet (0 .. 3) {
				last unless @c;
				print $out "sheet |\n";
				for my $block (0 .. 6) {
					last unless @c;
					printf $out "text x=2000 y=%d w=17000 h=3700 size=70 field=name |%s\n", 800 + 3900 * $block,
					    join "", splice @c, 0, 400;
				}
			}
			print $out "end\n";
		}' "$dir/$1" "$dir"
	: >"$dir/told"
	: >"$dir/read"
	for p in "$dir"/page-*; do
		"$page" <"$p" >"$dir/pdf" 2>>"$dir/told" || { echo "$1: not printed: $(head -3 "$dir/told")"; fault=1; return; }
		pdftotext -raw "$dir/pdf" - >>"$dir/read"
	done
	perl -CSD -e '
		my ($name, $dir) = @ARGV; my (%told, %read, @lost); my $n = 0;
		open my $f, "<", "$dir/told";
		while (<$f>) {
			my @c = map { chr hex } /U\+(\w+)/g;
			$told{join "", @c}++;
			$told{$_}++ for grep { /\pM/ } @c;	# a mark alone went with the character before it
		}
		open $f, "<", "$dir/read"; { local $/; $read{$_}++ for split //, <$f> }
		open $f, "<", "$dir/$name"; my @set = <$f>;
		for (@set) { chomp; $told{$_} ? $n++ : !$read{substr $_, 0, 1} && /\S/ && push @lost, $_ }
		printf "%s: paper: %d printed, %d told with their numbers, %d lost\n", $name, @set - $n - @lost, $n, scalar @lost;
		print "lost: ", join(" ", map { sprintf "U+%04X", ord } @lost[0 .. ($#lost < 20 ? $#lost : 20)]), "\n" if @lost;
		exit(@lost > 0);' "$1" "$dir" || fault=1
}

for set in 0208 0212 0213 cp932 mj ivs; do
	"$test" $set "$dir/$set" "$dir/jis" >"$dir/out" 2>&1 || { cat "$dir/out"; fault=1; }
	grep "^$set:" "$dir/out"
	paper $set
done
exit $fault
