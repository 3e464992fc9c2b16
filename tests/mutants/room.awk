# Writes rows (README) for the C files that are named: one for each operator, condition, answer and call that could be
# mistyped or left out. TESTS: the commands that must notice, in order. The file's own unit test is run before them.
BEGIN {
	n = 0
	swap(" <= ", " < "); swap(" >= ", " > "); swap(" < ", " <= "); swap(" > ", " >= ")
	swap(" == ", " != "); swap(" != ", " == "); swap(" && ", " || "); swap(" || ", " && ")
	swap(" + 1", ""); swap(" - 1", ""); swap("(!", "(")
	swap(" = true;", " = false;"); swap(" = false;", " = true;")
	swap("return true;", "return false;"); swap("return false;", "return true;")
	swap("return ERR_NONE;", "return ERR_DATA;")
	swap("rule_and(", "rule_or("); swap("rule_or(", "rule_and("); swap(" |= ", " = ")
	swap(" &= ~", " |= "); swap("++;", ";")
}

function swap(was, is) { wrong[n] = was; with[n++] = is }

# The line with the text of its strings and what is said behind it made blank, as long as before.
function bare(line,   out, i, c, quote) {
	quote = ""
	for (i = 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (quote == "" && substr(line, i, 2) == "/*")
			break
		if (quote != "" && c == "\\") {
			out = out "~~"
			i++
			continue
		}
		if (c == "\"" || c == "'")
			quote = quote == "" ? c : (quote == c ? "" : quote)
		out = out (quote != "" ? "~" : c)
	}
	return out
}

function times(part,   whole, k, at) {
	whole = text
	for (k = 0; (at = index(whole, part)) > 0 && k < 2; k++)
		whole = substr(whole, at + 1)
	return k
}

# The line as it is and as it becomes, with as many lines before it as make it the only one in the file.
function row(at, becomes, what,   from, was, i) {
	was = lines[at]
	for (from = at; times(was) > 1 && from > 1; from--)
		was = lines[from - 1] "\n" was
	printf "%s: line %d: %s\n", file, at, what
	for (i = from; i <= at; i++)
		print "-" lines[i]
	for (i = from; i < at; i++)
		print "+" lines[i]
	print "+" becomes
	for (i = 1; i <= tests; i++)
		print "by " test[i]
	print ""
}

function each_swap(at,   k, clear, from, place) {
	clear = bare(lines[at])
	for (k = 0; k < n; k++) {
		from = 0
		while ((place = index(substr(clear, from + 1), wrong[k])) > 0) {
			place += from
			row(at, substr(lines[at], 1, place - 1) with[k] substr(lines[at], place + length(wrong[k])),
			    wrong[k] " becomes " (with[k] == "" ? "nothing" : with[k]))
			from = place + length(wrong[k]) - 1
		}
	}
	if (clear ~ /^\t+(\(void\))?[a-z_0-9]+\(.*\);$/)
		row(at, "\t;", "the call is left out")
	if (clear ~ /^\t+(if|while) \(.*\)$/)
		row(at, never(lines[at]), "it is never so")
}

function never(line,   at) {
	at = index(line, "(")
	return substr(line, 1, at) "false && (" substr(line, at + 1) ")"
}

function own_test(   base) {
	base = file
	sub(/^.*\//, "", base)
	sub(/\.c$/, "", base)
	base = "tests/unit/" base
	if ((getline line < (base ".c")) >= 0) {
		close(base ".c")
		return base
	}
	return ""
}

function whole_file(   at, own, i, all, inside) {
	own = own_test()
	all = split(TESTS, test)
	if (own != "") {
		for (i = all; i >= 1; i--)
			test[i + 1] = test[i]
		test[1] = own
		all++
	}
	tests = all
	inside = 0
	for (at = 1; at <= count; at++) {
		if (lines[at] == "{")
			inside = 1
		else if (lines[at] == "}")
			inside = 0
		else if (inside && lines[at] !~ /^\t*(\/\*|\*)/)
			each_swap(at)
	}
}

FNR == 1 {
	if (count > 0)
		whole_file()
	file = FILENAME
	count = 0
	text = "\n"
}
{ lines[++count] = $0; text = text $0 "\n" }
END { whole_file() }
