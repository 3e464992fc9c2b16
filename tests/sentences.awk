# The Japanese literals of C files that no test has. First the tests' files, then FROM=rules and the others.
# Literals that C joins are one; what stands between the conversions of a format stands in that order in one of the tests'.
function end_literal() {
	if (literal ~ /[\200-\377]/) {
		if (FROM == "rules")
			look_for()
		else
			expected[count++] = literal
	}
	literal = ""
}

function look_for(   piece, pieces, i, k, at, rest) {
	pieces = split(literal, piece, /%[-.*0-9]*[lz]*[a-z]|\\n/)
	for (i = 0; i < count; i++) {
		rest = expected[i]
		for (k = 1; k <= pieces && (at = index(rest, piece[k])) > 0; k++)
			rest = substr(rest, at + length(piece[k]))
		if (k > pieces)
			return
	}
	print where ": no test expects: " literal
	lacking = 1
}

FNR == 1 { end_literal() }
FILENAME !~ /\.c$/ {
	if ($0 ~ /[\200-\377]/)
		expected[count++] = $0
	next
}
/^[ \t]*(\/\*|\*)/ { next }
{
	for (rest = $0; match(rest, /"([^"\\]|\\.)*"/); rest = substr(rest, RSTART + RLENGTH)) {
		if (substr(rest, 1, RSTART - 1) !~ /^[ \t]*$/)
			end_literal()
		if (literal == "")
			where = FILENAME ":" FNR
		literal = literal substr(rest, RSTART + 1, RLENGTH - 2)
	}
	if (rest !~ /^[ \t]*$/)
		end_literal()
}
END {
	end_literal()
	exit lacking
}
