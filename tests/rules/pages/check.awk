# Holds a page against its profile: hits (run --hits), national.ini, the profile, its table and the page are read in this order.
function fault(words) { print FILENAME ":" FNR ": " words; faults++ }

FNR == 1 { file++ }

file == 1 { n = split($0, section, "\t"); for (i = 2; i <= n; i++) hit[section[1], section[i]] = 1; next }

# --- the profiles: which sections there are, and which page each cites ---

file <= 3 && /^\[/ {
	own = file == 3
	at = substr($0, 2, index($0, "]") - 2)
	there[own, at] = 1
	next
}
file <= 3 && /^source = / && own && at != "municipality" && !/^source = 全国の標準/ { cites[at] = $0; line[at] = FNR }
file == 3 && /^off = yes/ { delete there[1, at]; off[at] = 1 }
file <= 3 { next }

# --- the table ---

file == 4 && /^case / { cases[++case_count] = substr($0, 6); next }
file == 4 && / -> / { row[case_count, ++rows[case_count]] = $0; row_line[case_count, rows[case_count]] = FNR; next }
file == 4 && /^(rules|papers|letter) / { claim[$0] = 1 }
file == 4 { next }

# --- the page ---

/^#/ || /^$/ { next }
/^profile / { if ($2 != NAME) fault("not of " NAME); next }
/^at / { heading = substr($0, 4); next }
{ look(split($0, field, / \| /)) }

# The one that is called so, or else the only one that begins so; 0: none, or several.
function case_of(name,   i, found) {
	for (i = 1; i <= case_count; i++)
		if (cases[i] == name)
			return i
	for (i = 1; i <= case_count; i++)
		if (index(cases[i], name) == 1)
			found = found ? -1 : i
	return found > 0 ? found : 0
}

# Whether a row begins so; " ... " stands for whatever is between.
function is_like(text, like,   part, n, i, place) {
	n = split(like, part, / ?\.\.\. /)
	for (i = 1; i <= n; i++) {
		place = index(text, part[i])
		if (place == 0 || i == 1 && part[1] != "" && place != 1)
			return 0
		text = substr(text, place + length(part[i]))
	}
	return 1
}

# The line of the row that is meant; 0 if there is none, or are several.
function row_of(text,   colon, at, c, i, found) {
	for (colon = 0; (at = index(substr(text, colon + 1), ": ")) > 0; colon += at)
		;
	if (colon == 0 || (c = case_of(substr(text, 1, colon - 1))) == 0) {
		fault("no case: " text)
		return 0
	}
	for (i = 1; i <= rows[c]; i++)
		if (is_like(row[c, i], substr(text, colon + 2))) {
			if (found) {
				fault("several rows, in lines " found " and " row_line[c, i] ": " text)
				return 0
			}
			found = row_line[c, i]
		}
	if (!found)
		fault("no row: " text)
	return found
}

function need_file(path,   rest) {
	if ((getline rest < path) < 0)
		fault("no file " path)
	close(path)
}

# A section that decides something is used by the row; others are settings.
function is_used_by_rows(section) {
	return section ~ /^(counter|refuse|rule|need|instead|fee|tell|action|letter|pins) /
}

function look_at_section(section, at_line,   own) {
	own = section !~ /^national /
	sub(/^national /, "", section)
	if (!own && ((1, section) in there || section in off))
		fault("[" section "] is the profile's own")
	if (!((own, section) in there))
		fault("no section [" section "]")
	else if (at_line && is_used_by_rows(section) && !((at_line, section) in hit))
		fault("line " at_line " of the table doesn't use [" section "]")
	if (own) {
		named[section] = 1
		if (section in cites && index(cites[section], heading))
			cited[section] = 1
	}
}

function look(n,   section, count, i, at_line) {
	if (n != 3) {
		fault("three fields are needed")
		return
	}
	if (field[2] == "-")
		return
	at_line = 0
	if (field[3] ~ /^tests\//)
		need_file(field[3])
	else if (!(field[3] in claim) && (at_line = row_of(field[3])) == 0)
		return
	if (field[2] ~ /\//) {
		need_file(field[2])
		return
	}
	count = split(field[2], section, /, /)
	for (i = 1; i <= count; i++)
		look_at_section(section[i], at_line)
}

END {
	for (at in cites) {
		if (at in off || at in cited)
			continue
		what = at in named ? "doesn't cite the heading that it is named under" : "is named by no line of " FILENAME
		print "config/profiles/" NAME ".ini:" line[at] ": [" at "] " what
		faults++
	}
	exit faults > 0
}
