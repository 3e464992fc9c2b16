#!/bin/sh
# A proxy's case in each of the five municipalities over two visits, its card work done at the authority's terminal: handed
# over, refused there or done otherwise at first, and taken back by reading the card. That terminal is this program with
# another store and the same cards.
. "${top_srcdir:-.}/tests/cli/lib.sh"
. "${top_srcdir:-.}/tests/cli/proxy.sh"

b=61012020321101 sign_pin=known
printf '[madoguchi]\ncard-work = terminal\n' >"$place/counter.ini"

# piped STATUS LINES COMMAND...: with the lines on descriptor 3
piped() {
	status=$1 lines=$2
	shift 2
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	city "$status" --config "$place/counter.ini" --card $card "$@" --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
}

# there LINES FACT...: the terminal does it, by the PINs that the reply has.
there() {
	lines=$1 ours=$n option=$store_option store_option=--store=sqlite:$place/there-$profile.db
	shift
	practice 0 case open --json --unknown-is-no visitor=self resident=yes card=valid card-face=current born=1986-01-20 \
	    sign-pin=$sign_pin auth-pin=known sign-expires=2027-01-20 auth-expires=2027-01-20 card-expires=2032-01-20 \
	    $mine doc=applicant:運転免許証,expires=2030-01-01,shows=name+birth "$@" - <"$place/person"
	has '"state":"approved"'
	there=$(printf '%s' "$out" | sed 's/^{"number":"\([^"]*\)".*/\1/')
	keep=$profile profile=national n=$there
	mkfifo "$place/pipe" && { printf "$lines" >"$place/pipe" & }
	practice 0 --card $card perform $n --confirmed --pin-fd 3 3<"$place/pipe"
	wait
	rm -f "$place/pipe"
	n=$ours profile=$keep store_option=$option
}

# handed_over: the card work isn't done here, and nothing but the terminal's word or the card leads on.
handed_over() {
	piped 1 "assist=1234\n" perform $n --confirmed
	says at-terminal
	city 0 --card $card case event --json $n handed-over
	has '"state":"handed-over"'
	city 1 case event $n corrected visit=1
	says case-state
}

# refused CODE STATE [pin=K]: the terminal says no, and the case goes where the rules say.
refused() {
	city 0 case event --json $n terminal-refused why="$1" ${3:+"$3"}
	has "\"state\":\"$2\""
}

# differs CODE: taken back too early, or from a terminal that did something else: it stays there.
differs() {
	piped 1 "check-b=$b\nsign=MADO1234\n" take-back $n --json
	says not-as-wanted
	has "\"code\":\"$1\""
	city 0 case show --json $n
	has '"state":"handed-over"'
}

# done_there DAY: the card shows what was wanted, both certificates read.
done_there() {
	piped 0 "check-b=$b\nsign=${2:-MADO1234}\n" take-back $n --json
	has '{"done":true,"card":"same","holder-proved":true,"auth":{"read":true,"present":true,"serial":"'
	has '"until":"'"$1"'","wanted":"'"$1"'","issuer-checked":true,"as-wanted":true},"sign":{"read":true'
	has '"differences":[]}'
	city 0 case show --json $n
	has '"terminal":{"sign":{"serial":"'
	waits_no_more taken-back
}

# Kawaguchi: nothing had been done there when the card came back; then it was.
office kawaguchi
opened procedure=issue reason=moved $mine "$licence"
posted
replied sticker $mine
handed_over
differs not-renewed
there 'sign=MADO1234\nauth=1234\nassist=1234\n' procedure=issue reason=moved
done_there 2031-01-20

# Odawara: the terminal refuses a PIN of the reply: another visit, with a reply that is mended.
office odawara
opened procedure=renew reason=expiry channel=telephone
posted
replied sticker $mine "$licence"
handed_over
refused pin-wrong incomplete pin=auth
city 0 case show --json $n
has '"auth-pin=mismatch"'
city 1 case event $n handed-over
says case-state
at=2026-12-11T09:30
city 0 case event --json $n reply-received reply-complete=yes power-of-attorney=yes concealed=sticker $mine "$licence"
city 0 case event --json $n approved auth-pin=known
handed_over
there 'sign=MADO1234\nauth=1234\nassist=1234\n' procedure=renew reason=expiry
done_there 2032-01-20

# Kawasaki: the second visit sets a refused PIN anew: no new letter, another approval.
office kawasaki
opened procedure=renew reason=expiry home-counter=yes power-of-attorney=yes $mine "$licence"
posted
more='doc=proxy:預金通帳,shows=name+birth'
hers='doc=applicant:資格確認書,shows=name+birth'
replied envelope $mine "$licence" "$more" "$hers"
handed_over
refused pin-wrong received pin=sign
city 0 case event --json $n approved
has '"reset-pin:sign"'
handed_over
sign_pin=unknown
there 'sign=MADO7263\nauth=1234\nassist=1234\n' procedure=renew reason=expiry
sign_pin=known
done_there 2032-01-20 MADO7263

# Tachikawa: the terminal renewed one certificate alone, was closed, and finished it the next morning.
office tachikawa
opened procedure=issue reason=moved --until 2026-12-20
posted
replied envelope $mine "$licence"
handed_over
refused closed approved
handed_over
there 'sign=MADO1234\nauth=1234\nassist=1234\n' procedure=issue reason=moved certificates=auth
differs one-certificate
at=2026-12-05T09:00
there 'sign=MADO1234\nauth=1234\nassist=1234\n' procedure=issue reason=moved
done_there 2031-01-20

# Setagaya: without a reader two clerks read the print; one isn't two, and what differs is void.
office setagaya
opened procedure=issue reason=moved 'doc=proxy:預金通帳,shows=name+birth'
posted
replied envelope $mine "$licence"
handed_over
said() { # said STATUS LINES: of the print
	printf "$2" >"$place/print"
	city "$1" take-back $n --print --json <"$place/print"
}
said 2 'day=2026-12-04\n'
says field-empty
said 2 'day=2026-12-04\nsign-serial=xyz\n'
says print-serial
said 1 'day=2026-12-04\nsign-serial=7D1\nsign-until=2031-01-21\nauth-serial=7D2\nauth-until=2031-01-20\n'
has '"code":"other-date"'
said 0 'day=2026-12-04\nsign-serial=7D1\nsign-until=2031-01-20\nauth-serial=7D2\nauth-until=2031-01-20\n'
has '{"done":false,'
said 1 'day=2026-12-04\nsign-serial=7D1\nsign-until=2031-01-20\nauth-serial=7D2\nauth-until=2031-01-20\n'
says print-clerk
there 'sign=MADO1234\nauth=1234\nassist=1234\n' procedure=issue reason=moved
done_there 2031-01-20
finish
