# A line for each operator, condition, answer and call of the C files named that could be mistyped or left out:
#   FILE <tab> its line <tab> what is done <tab> the line as it becomes
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

function mutant(what, becomes) { print FILENAME "\t" FNR "\t" what "\t" becomes }

function never(line,   at) {
	at = index(line, "(")
	return substr(line, 1, at) "false && (" substr(line, at + 1) ")"
}

# What no test can notice, with its reason in README.
function is_beside(line, was) {
	if (line ~ /sizeof\(/ && was ~ /[<>]|[-+] 1/)
		return 1	# how much room a text has
	return was == "call" && line ~ /^\t+(\(void\))?([a-z_]*free|va_end|view_close)\(/	# what is freed
}

FNR == 1 { inside = 0 }
/^\{/ { inside = 1; next }
/^\}/ { inside = 0; next }
!inside || /^\t*(\/\*|\*| \*|_Static_assert)/ { next }
{
	clear = bare($0)
	for (k = 0; k < n; k++) {
		from = 0
		while ((place = index(substr(clear, from + 1), wrong[k])) > 0) {
			place += from
			is = wrong[k] == " < " && clear ~ /^\t+for \(/ ? " + 1 < " : with[k]
			if (!is_beside(clear, wrong[k]) && !(wrong[k] ~ /1$/ && substr(clear, place + length(wrong[k]), 1) ~ /[0-9]/))
				mutant(wrong[k] " becomes " (is == "" ? "nothing" : is),
				    substr($0, 1, place - 1) is substr($0, place + length(wrong[k])))
			from = place + length(wrong[k]) - 1
		}
	}
	if (clear ~ /^\t+(\(void\))?[a-z_0-9]+\(.*\);$/ && !is_beside(clear, "call"))
		mutant("the call is left out", "\t;")
	if (clear ~ /^\t+(if|while) \(.*\)$/)
		mutant("it is never so", never($0))
}
