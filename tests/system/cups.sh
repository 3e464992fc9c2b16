#!/bin/sh
# Papers on a printer, by a CUPS server that this test starts: what becomes of them when the queue is stopped, the printer
# gone or without paper, the server down or begun anew in between. Each is told; nothing is lost, nothing comes out twice
# unasked, nothing comes out that isn't on record.
. "${top_srcdir:-.}/tests/cli/lib.sh"
. "${top_srcdir:-.}/tests/system/cups-server.sh"
[ -x "$MADOGUCHI_LIBEXECDIR/madoguchi-print" ] || { echo 'skipped: configure --without-cups prints on no printer'; exit 77; }
ini=$place/printers.ini
cat >"$ini" <<END
[madoguchi]
profile = national
spooler = $CUPS_SERVER
printer = ricoh
counter = 2
[counter 2]
tray = tray-2
[counter 3]
printer = kyocera
END
server_start
queue ricoh
facts='--unknown-is-no visitor=proxy visit=1 resident=yes card=valid card-face=current born=1950-02-03 sign-pin=known
    auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 reason=expiry home-counter=yes
    power-of-attorney=yes doc=applicant:マイナンバーカード doc=proxy:運転免許証,expires=2028-01-01,shows=name+birth'
open() { # a case for a letter; its number is in $n
	printf 'name=番号 花子\nkana=バンゴウ ハナコ\naddress=%s\npostcode=100-0013\nproxy-name=番号 太郎\n' "$(lives national)" >"$place/person"
	practice 0 --config "$ini" case open --json $facts procedure=renew - <"$place/person"
	n=${out#*\"number\":\"} n=${n%%\"*}
}
print() { # print STATUS WORD...
	status=$1
	shift
	practice "$status" --config "$ini" print "$@"
}
recorded() { # recorded COUNT EVENT
	practice 0 case show --json "$n"
	[ "$(printf %s "$out" | grep -o "\"event\":\"$2\"" | wc -l)" = "$1" ] || wrong "$2 isn't on record $1 times: $out"
}
quiet() { ! lpstat -o ricoh | grep -q . || lpstat -l -W not-completed -o ricoh | grep -qi hold; } # what there is, waits to be let go
nothing_waits() { ! lpstat -o ricoh | grep -q .; }
came_out() { # came_out COUNT: so many, and no more are under way
	until_true came_are ricoh "$1"
	until_true nothing_waits
	came_are ricoh "$1" || wrong "$(came ricoh) came out, not $1"
}

# What comes out is what a file would be, of the counter's tray, one-sided, at its size; its name says nothing of anybody.
open
print 0 --json "$n" inquiry
has '"printer":"ricoh"'
has '"state":"printed","trouble":null'
came_out 1
recorded 1 printed:inquiry
print 0 "$n" inquiry --out "$place/file.pdf"
cmp -s "$place/file.pdf" "$cups"/paper/ricoh/0-*.pdf || wrong 'what came out is another paper'
for word in media-source tray-2 one-sided print-scaling "$n inquiry 1"; do
	strings -a "$cups"/spool/c* | grep -q -- "$word" || wrong "the job lacks $word"
done
strings -a "$cups"/spool/c* | grep -q 番号 && wrong "the job's attributes have a name"
ls "$cups"/spool/d* >/dev/null 2>&1 && wrong 'the paper stays in the spool'

# Another copy only where it is asked for.
print 1 "$n" inquiry
says spool-again
came_out 1
print 0 "$n" inquiry --again
came_out 2
recorded 3 printed:inquiry
print 0 "$n" inquiry --job
has '印刷した'
print 1 "$n" next-visit --job
says spool-no-job

# The queue is stopped: the spooler has taken it, it is told what to do, and it comes out once.
open
cupsdisable ricoh
print 0 --json "$n" inquiry
has '"trouble":"spool-halted"'
recorded 1 printed:inquiry
print 0 "$n" inquiry --job
has 'もう一度印刷しないでください'
print 1 "$n" inquiry
says spool-again
cupsenable ricoh
came_out 3

# Paper out, a cover open, the printer gone: each in its words; and out comes what was waiting.
sheets=3
for fault in media-empty-error:spool-paper media-jam-error:spool-jam cover-open:spool-cover toner-empty-error:spool-toner \
    offline-report:spool-away fuser-over-temp-error:spool-printer-fault; do
	open
	mood ricoh "${fault%:*}"
	print 0 --json "$n" inquiry
	has "\"trouble\":\"${fault#*:}\""
	print 1 "$n" inquiry
	says spool-again
	mood ricoh good
	sheets=$((sheets + 1))
	came_out $sheets
	print 0 --json "$n" inquiry --job
	has '"state":"printed","trouble":null'
done
# A printer that breaks down under the job: its queue stops by itself.
open
mood ricoh broken
print 0 --json "$n" inquiry
has '"trouble":"spool-halted"'
mood ricoh good
cupsenable ricoh
sheets=$((sheets + 1))
came_out $sheets

# What waits can be taken back, and is then not waited for.
open
mood ricoh media-empty-error
print 0 "$n" inquiry
has '用紙がありません'
print 0 "$n" inquiry --cancel
has '取り消した'
recorded 1 print-cancelled:inquiry
mood ricoh good
came_out $sheets
print 0 "$n" inquiry
sheets=$((sheets + 1))
came_out $sheets

# The server begins anew with a job in it: it is the same job.
open
cupsdisable ricoh
print 0 "$n" inquiry
server_stop
print 1 "$n" inquiry --job
says spool-server
server_start
print 1 "$n" inquiry
says spool-again
cupsenable ricoh
sheets=$((sheets + 1))
came_out $sheets
print 0 --json "$n" inquiry --job
has '"state":"printed"'

# No server: nothing is taken, nothing recorded; the same command does it later.
open
server_stop
print 1 "$n" inquiry
says spool-server
recorded 0 printed:inquiry
server_start
print 0 "$n" inquiry
sheets=$((sheets + 1))
came_out $sheets
recorded 1 printed:inquiry

# The server loses all it had, and gives its numbers again: another's job isn't taken for ours.
open
cupsdisable ricoh
print 0 --json "$n" inquiry
job=${out#*\"job\":} job=${job%%,*}
server_stop KILL
rm -f "$cups"/spool/[cd]* "$cups"/cache/job.cache
server_start
print 0 "$n" inquiry --job
has '記録がない'
print 1 "$n" inquiry
says spool-again
print 0 "$n" inquiry --again
cupsenable ricoh
sheets=$((sheets + 1))
came_out $sheets

# What isn't there, or isn't allowed, is told, and nothing recorded.
open
print 1 "$n" inquiry --printer nowhere
says spool-printer
practice 1 --config "$ini" print "$n" inquiry --printer kyocera
says spool-printer
cupsreject ricoh
print 1 "$n" inquiry
says spool-closed
cupsaccept ricoh
lpadmin -p ricoh -u allow:root
print 1 "$n" inquiry
says spool-rights
lpadmin -p ricoh -u allow:all
mkdir "$place/without" && ln -s "$MADOGUCHI_LIBEXECDIR/madoguchi-page" "$place/without"
MADOGUCHI_LIBEXECDIR=$place/without print 1 "$n" inquiry
says spool-program
practice 2 print "$n" inquiry
says spool-none
print 2 "$n" inquiry --printer 'a/b'
says usage
recorded 0 printed:inquiry
came_out $sheets

# The counter that has a printer of its own.
queue kyocera
sed -i 's/^counter = 2/counter = 3/' "$ini"
print 0 --json "$n" inquiry
has '"printer":"kyocera"'
until_true came_are kyocera 1
strings -a "$cups"/spool/c* | grep -q "$n inquiry 1" || wrong 'the job has another name'
sed -i 's/^counter = 3/counter = 2/' "$ini"

# Killed as soon as the spooler shows the job: what isn't on record never comes out, what is comes out once.
for way in 1 2 3 4 5 6 7 8; do
	open
	"$ctl" --training --at "$at" --config "$ini" print "$n" inquiry >/dev/null 2>&1 &
	until lpstat -o ricoh | grep -q . || ! kill -0 $! 2>/dev/null; do :; done
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	until_true quiet
	practice 0 case show --json "$n"
	case $out in
	*printed:inquiry*) print 0 "$n" inquiry --job ;;
	*) came_are ricoh $sheets || wrong 'it came out without being on record'
		print 0 "$n" inquiry ;;
	esac
	sheets=$((sheets + 1))
	came_out $sheets
	recorded 1 printed:inquiry
done

# A day's sheet goes the same way.
before=$sheets
print 0 "$n" inquiry --job
practice 0 --config "$ini" --json sheet day
has '"printer":"ricoh"'
has '"state":"printed","trouble":null'
came_out $((before + 1))
server_stop
practice 1 --config "$ini" sheet day
says spool-server
practice 0 audit list --event sheet-printed
[ "$(wc -l <"$place/out")" = 1 ] || wrong "a sheet is on record that was not taken: $out"

practice 0 audit verify
finish
