# Reads room.lives: which mutants of the rule room no test can notice, and why (README). Lines stand without the tabs before
# them. ROOT is the source tree.
#   DO=check   every line it names is in its file
#   DO=rest    then mutants are read (room.awk): those that aren't explained are written again
#   DO=report  then a run's report is read, whose lines are verdict, place, what is done, line and mutant: each that is alive
#              and not explained, each that is explained and dead, and how many of which; exit 1 if there is any
BEGIN { FS = "\t" }

function fault(words) { print words; faults++ }

function bare(text) {
	sub(/^\t*/, "", text)
	return text
}

function read_file(   text, n) {
	if (file in is_read)
		return
	is_read[file] = 1
	while ((getline text < (ROOT "/" file)) > 0) {
		lines[file, bare(text)] = 1
		numbered[file, ++n] = bare(text)
	}
	close(ROOT "/" file)
}

function in_file() {
	read_file()
	return (file, was) in lines
}

FILENAME ~ /room\.lives$/ {
	if ($0 ~ /^#/ || $0 == "")
		next
	if ($0 ~ /^-/) {
		was = substr($0, 2)
		if (DO == "check" && !in_file())
			fault("room.lives:" FNR ": the line isn't in " file)
	} else if ($0 ~ /^\+/)
		explained[file, was, substr($0, 2)] = reason
	else {
		file = substr($0, 1, index($0, ": ") - 1)
		reason = substr($0, index($0, ": ") + 2)
	}
	next
}

DO == "rest" {
	file = $1
	read_file()
	becomes = $0
	sub(/^[^\t]*\t[^\t]*\t[^\t]*\t/, "", becomes)
	if (!((file, numbered[file, $2], bare(becomes)) in explained))
		print
	next
}

{
	made++
	file = $2
	sub(/:.*/, "", file)
	is_explained = (file, $4, $5) in explained
	dead = $1 ~ /^dead/
	killed += dead
	if (!dead && is_explained)
		explained[file, $4, $5] ~ / sees?$/ ? seen++ : same++
	if ($1 == "alive" && !is_explained || dead && is_explained || $1 == "not C")
		fault((dead ? "explained, but " : "") $1 ": " $2 ": " $3 "\n\t-" $4 "\n\t+" $5)
}

END {
	if (DO == "report")
		printf "%d mutants: %d dead, %d die of memory and sanitizers, %d change nothing, %d others\n", made, killed, seen,
		    same, made - killed - seen - same
	exit faults > 0
}
