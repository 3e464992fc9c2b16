# Reads the tables of mutants (README). ROOT is the source tree.
#   do=check   every fault of the tables, then how many rows there are; exit 1 if there is a fault
#   do=list    a row a line: its place, its file, its commands joined by ";", what it does; those that live left out
#   do=apply   the file of the row at WHERE, with the row's change
BEGIN { new_row() }

function new_row() { file = what = was = is = by = lives = ""; was_lines = is_lines = 0; begun = 0 }

function fault(words) {
	print (place != "" ? place : FILENAME ":" FNR) ": " words
	faults++
}

# The whole of a file; "" where there is none.
function slurp(name,   line, whole) {
	if (name in texts)
		return texts[name]
	while ((getline line < (ROOT "/" name)) > 0)
		whole = whole line "\n"
	close(ROOT "/" name)
	return texts[name] = whole
}

function exists(name,   line, got) {
	got = getline line < (ROOT "/" name)
	close(ROOT "/" name)
	return got >= 0
}

function times(whole, part,   n, at) {
	for (n = 0; (at = index(whole, part)) > 0; n++)
		whole = substr(whole, at + 1)
	return n
}

function check_row(   n, i, commands, words) {
	n = was_lines == 0 ? 0 : times(slurp(file), was)
	if (slurp(file) == "")
		fault("there is no file " file)
	else if (n != 1)
		fault(n == 0 ? "the old text isn't in " file : "the old text is " n " times in " file)
	if (was == is && was_lines == is_lines)
		fault("nothing is changed")
	if ((file SUBSEP was SUBSEP is) in seen)
		fault("as at " seen[file, was, is])
	seen[file, was, is] = place
	if ((by == "") == (lives == ""))
		fault("either tests notice it or it lives, with the reason")
	n = split(by, commands, ";")
	for (i = 1; i <= n; i++) {
		split(commands[i], words, " ")
		if (!exists(words[1]) && !exists(words[1] ".c"))
			fault("there is no test " words[1])
	}
}

function apply_row(   whole, at) {
	whole = slurp(file)
	at = index(whole, was)
	printf "%s%s%s", substr(whole, 1, at - 1), is, substr(whole, at + length(was))
}

function end_row() {
	if (!begun)
		return
	rows++
	living += lives != ""
	if (DO == "check")
		check_row()
	else if (DO == "list" && lives == "")
		print place "\t" file "\t" by "\t" what
	else if (DO == "apply" && place == WHERE)
		apply_row()
	new_row()
	place = ""
}

FNR == 1 { end_row() }
/^#/ { next }
/^$/ { end_row(); next }
!begun {
	begun = 1
	place = FILENAME ":" FNR
	sub(/^.*\//, "", place)
	at = index($0, ": ")
	if (at == 0)
		fault("a row begins with its file, a colon and what is done")
	file = substr($0, 1, at - 1)
	what = substr($0, at + 2)
	next
}
/^-/ { was = was (was_lines++ > 0 ? "\n" : "") substr($0, 2); next }
/^\+/ { is = is (is_lines++ > 0 ? "\n" : "") substr($0, 2); next }
/^by / { by = by (by != "" ? ";" : "") substr($0, 4); next }
/^lives / { lives = lives substr($0, 7); next }
{ fault("neither -, +, by nor lives") }

END {
	end_row()
	if (DO == "check" && rows == 0)
		fault("no row at all")
	if (DO == "check")
		print rows + 0 " mutants, of which " living + 0 " live, " faults + 0 " faults"
	exit faults > 0
}
