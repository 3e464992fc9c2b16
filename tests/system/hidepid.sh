# Mounts a /proc that hides other users' processes, for itself alone, and looks at another's work there. By root only.
[ "$(id -u)" = 0 ] || { echo 'skipped: only root can mount /proc'; exit 77; }
here=$(cd "${top_builddir:-.}" && pwd) || exit 1
exec unshare --mount --pid --fork --kill-child sh -c 'mount -t proc -o hidepid=2 proc /proc && "$0"' \
	"$here/tests/system/hidepid"
