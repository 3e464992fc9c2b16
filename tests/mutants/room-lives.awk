# Reads room.lives: which mutants of the rule room no test can notice, and why (README). Lines stand without the tabs before
# them, and a blank for each other tab. ROOT is the source tree.
#   DO=check   every line it names is in its file
#   DO=rest    then mutants are read (room.awk): those that aren't explained are written again, the others as lines of a
#              report into the file TOLD
#   DO=report  then a run's report is read, whose lines are verdict, place, what is done, line and mutant: each that is alive
#              and not explained, each that is explained and dead, and how many of which in each file and in all; exit 1 if
#              there is any. The percentage is of those that change an answer.
BEGIN { FS = "\t" }

function fault(words) { print words; faults++ }

function bare(text) {
	sub(/^\t*/, "", text)
	gsub(/\t/, " ", text)
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
	if ((file, numbered[file, $2], bare(becomes)) in explained)
		print "untried\t" file ":" $2 "\t" $3 "\t" numbered[file, $2] "\t" bare(becomes) >TOLD
	else
		print
	next
}

DO == "report" {
	file = $2
	sub(/:.*/, "", file)
	if (!(file in made))
		files[++of] = file
	made[file]++
	dead = $1 ~ /^dead/
	is_explained = (file, $4, $5) in explained
	if (dead)
		killed[file]++
	else if (!is_explained)
		open[file]++
	else if (explained[file, $4, $5] ~ / sees?$/)
		seen[file]++
	else
		same[file]++
	if (!dead && !is_explained || dead && is_explained)
		fault((dead ? "explained, but " : "") $1 ": " $2 ": " $3 "\n\t-" $4 "\n\t+" $5)
}

function row(name, made, killed, seen, same, open,   counts) {
	counts = made - same
	printf "%-32s %5d made %5d killed %4d seen by memory tests %4d change nothing %4d open: %.1f %%\n", name, made, killed,
	    seen, same, open, (counts > 0 ? 100 * open / counts : 0)
}

END {
	if (DO == "report") {
		for (i = 1; i <= of; i++) {
			file = files[i]
			row(file, made[file], killed[file], seen[file], same[file], open[file])
			all += made[file]
			all_killed += killed[file]
			all_seen += seen[file]
			all_same += same[file]
			all_open += open[file]
		}
		row("in all", all, all_killed, all_seen, all_same, all_open)
	}
	exit faults > 0
}
