# The fault matrix (all places, or each FAULTSth) on two processors, then a thin one with keys made afresh instead of drawn from a pool.
set -u
m=${top_builddir:-.}/tests/faults/matrix
"$m" -s "${FAULTS:-1}" -p 1/2 >faults-1.txt 2>&1 &
other=$!
"$m" -s "${FAULTS:-1}" -p 0/2
first=$?
wait $other
second=$?
cat faults-1.txt
rm -f faults-1.txt
"$m" -r -s 97 -p 0/10
third=$?
[ $first -eq 0 ] && [ $second -eq 0 ] && [ $third -eq 0 ]
