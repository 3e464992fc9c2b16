# The figures of all benches as one table: what, how much, what beside it, how many times that, and at most how many.
awk -F '\t' '
BEGIN { n = 1; split("figure\tmeasured\tbeside\tratio\tlimit", head); for (i = 1; i <= 5; i++) cell[1, i] = head[i] }
{ n++; for (i = 1; i <= 5; i++) cell[n, i] = $i }
END {
	for (r = 1; r <= n; r++) for (i = 1; i <= 5; i++) if (length(cell[r, i]) > wide[i]) wide[i] = length(cell[r, i])
	for (r = 1; r <= n; r++) {
		line = sprintf("%-" wide[1] "s", cell[r, 1])
		for (i = 2; i <= 5; i++) line = line sprintf("  %" wide[i] "s", cell[r, i])
		print line
	}
}' "$1"
