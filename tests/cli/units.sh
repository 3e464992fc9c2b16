#!/bin/sh
# The units that systemd runs in an office: sound, and confined.
command -v systemd-analyze >/dev/null || { echo 'skipped: systemd-analyze is missing; ./bootstrap --tests installs systemd'; exit 77; }
here=$(cd "${top_builddir:-.}" && pwd) source=$(cd "${top_srcdir:-.}" && pwd)
place=$(mktemp -d "${TMPDIR:-/tmp}/madoguchi-units-XXXXXX") || exit 1
trap 'rm -rf "$place"' EXIT
trap 'exit 1' HUP INT TERM
faults=0
wrong() {
	echo "$*"
	faults=$((faults + 1))
}
# What they start isn't installed here: the one that was built stands for it.
for unit in backup check; do
	grep -q "^ExecStart=.*/madoguchi-login madoguchi madoguchictl " "$here/config/office/madoguchi-$unit.service" ||
		wrong "$unit starts something else"
	sed "s,[^ =']*/madoguchi-login,$here/madoguchi-login," "$here/config/office/madoguchi-$unit.service" \
		>"$place/madoguchi-$unit.service"
	cp "$source/config/office/madoguchi-$unit.timer" "$place"
done
cd "$place" || exit 1
systemd-analyze verify --man=no ./*.service ./*.timer >"$place/said" 2>&1 || wrong "not sound: $(cat "$place/said")"
grep -E 'madoguchi-.*(Unknown|ignoring|Failed)' "$place/said" && wrong 'a line of a unit means nothing'
for unit in backup check; do
	systemd-analyze security --offline=true --threshold=10 "./madoguchi-$unit.service" >"$place/said" 2>&1 ||
		wrong "$unit is too exposed: $(tail -n 1 "$place/said")"
	systemd-analyze calendar "$(sed -n 's/^OnCalendar=//p' "madoguchi-$unit.timer")" >/dev/null || wrong "$unit: never"
done
exit $((faults > 0))
