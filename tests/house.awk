# The house as it is built, from two kinds of lines: what nm -A -P says of the object files, and grep's FILE:#include.
#	room ROOM USES...		a folder, and the folders that it calls or includes
#	ring ROOM SIZE FILE...		files that call each other in a circle; ROOM is "A+B" where it goes through two
# top: the folder of the object files. A file is known by its path without the ending.
function plain(path) {
	sub(/^\.\//, "", path)
	sub(/\.[och]$/, "", path)
	sub(/\/madoguchi_page-/, "/", path)	# a program with flags of its own has its name before its objects'
	return path
}
function room_of(file) {
	sub(/\/[^\/]*$/, "", file)
	return file
}
function use(from, to) {
	rooms[from] = rooms[to] = 1
	if (from != to)
		uses[from, to] = 1
}
/:#include "/ {
	split($0, part, /:#include "|"/)
	use(room_of(plain(part[1])), room_of(part[2] ~ /^(forms|tui|cli)\// ? part[2] : "core/" part[2]))
	next
}
{
	sub(/:$/, "", $1)
	f = plain(substr($1, length(top) + 2))
	files[f] = 1
	rooms[room_of(f)] = 1
	if ($3 == "U")
		wants[f, ++want[f]] = $2
	else if ($3 ~ /^[A-Z]$/)
		home[$2] = f
}
function read_calls(f, i, to) {
	for (i = 1; i <= want[f]; i++) {
		if (!(wants[f, i] in home) || (to = home[wants[f, i]]) == f || (f, to) in called)
			continue
		called[f, to] = 1
		call[f, ++calls[f]] = to
		use(room_of(f), room_of(to))
	}
}
# Every file that from calls, and those that they call: into reach[from, ...].
function spread(from, stack, n, f, i) {
	stack[n = 1] = from
	while (n > 0) {
		f = stack[n--]
		for (i = 1; i <= calls[f]; i++)
			if (!((from, call[f, i]) in reach)) {
				reach[from, call[f, i]] = 1
				stack[++n] = call[f, i]
			}
	}
}
function tell_ring(first, sorted, count, i, size, line, where, met) {
	for (i = 1; i <= count; i++) {
		if (!((first, sorted[i]) in reach) || !((sorted[i], first) in reach))
			continue
		told[sorted[i]] = 1
		size++
		line = line " " sorted[i]
		if (!(room_of(sorted[i]) in met))
			where = where (where == "" ? "" : "+") room_of(sorted[i])
		met[room_of(sorted[i])] = 1
	}
	print "ring " where " " size line
}
function sort(set, list, n, i, j, k) {
	for (k in set) {
		for (i = ++n; i > 1 && list[i - 1] > k; i--)
			list[i] = list[i - 1]
		list[i] = k
	}
	return n
}
END {
	count = sort(files, sorted)
	for (i = 1; i <= count; i++)
		read_calls(sorted[i])
	n = sort(rooms, names)
	for (i = 1; i <= n; i++) {
		line = "room " names[i]
		for (j = 1; j <= n; j++)
			if ((names[i], names[j]) in uses)
				line = line " " names[j]
		print line
	}
	for (i = 1; i <= count; i++)
		spread(sorted[i])
	for (i = 1; i <= count; i++)
		if (!(sorted[i] in told) && (sorted[i], sorted[i]) in reach)
			tell_ring(sorted[i], sorted, count)
}
