#!/bin/sh
# Records the workloads that come with the project, into traces/, and writes traces/index.json.
#
# Anyone can make them again on Linux with glibc: every input is made here, by arithmetic and without
# chance, and is small. The traces will differ where the programs do, so an id stands for a workload and
# not for exact bytes.
#
#   scripts/record-traces.sh          records all of them
#   scripts/record-traces.sh gcc jq   records these again, and the index of all
#
# How large a workload may be is decided by the slowest design, which walks a list of all blocks at every
# operation: operations times average blocks must stay below 3e8, and all live blocks below 12 MiB. The test
# crates/record/tests/bundled.rs holds every trace to that.
set -eu

cd "$(dirname "$0")/.."
root=$PWD
folder=$root/traces

all="sqlite python-json gcc git-log jq perl bash bc"

for program in sqlite3 python3 gcc git jq perl bash bc; do
  command -v "$program" >/dev/null || missing="${missing-} $program"
done
if [ -n "${missing-}" ]; then
  echo "missing:$missing; on Debian: apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

cargo build --release --quiet --package atlas-cli
recorder=${CARGO_TARGET_DIR:-$root/target}/release/heap-atlas

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# record ID TITLE DESCRIPTION VERSION PROGRAM ARGS…
#
# In an environment of its own: programs copy theirs onto the heap, and nobody's belongs into a trace. Children's traces
# stay behind: the workloads do their work themselves.
record() {
  id=$1 title=$2 description=$3 version=$4
  shift 4
  echo "recording $id"
  env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$work" LC_ALL=C TZ=UTC \
    PYTHONHASHSEED=0 PERL_HASH_SEED=0 \
    "$recorder" record --output "$work/$id.heaptrace" --title "$title" --description "$description" \
    --program-version "$version" -- "$@" >"$work/output" 2>&1 </dev/null || {
    cat "$work/output" >&2
    exit 1
  }
  if grep "stops before the program did" "$work/output" >&2; then exit 1; fi
  mv "$work/$id.heaptrace" "$folder/"
}

first_line() {
  "$@" 2>/dev/null | head -n 1
}

sqlite() {
  cat >shop.sql <<'SQL'
CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, city TEXT);
CREATE TABLE sale(id INTEGER PRIMARY KEY, customer INTEGER, item TEXT, price INTEGER);
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 400)
INSERT INTO customer SELECT i, printf('customer %d', i), printf('city %d', i * 7919 % 37) FROM n;
BEGIN;
SQL
  awk 'BEGIN { for (i = 1; i <= 900; i++) printf "INSERT INTO sale VALUES(%d, %d, \x27item %d %s\x27, %d);\n",
    i, i * 104729 % 400 + 1, i * 31 % 499, substr("abcdefghijklmnopqrstuvwxyz", 1, i * 17 % 27), i * 7919 % 1000 }' >>shop.sql
  cat >>shop.sql <<'SQL'
COMMIT;
CREATE INDEX by_customer ON sale(customer, price);
SELECT city, count(*), sum(price) FROM customer JOIN sale ON customer = customer.id
  GROUP BY city ORDER BY 3 DESC LIMIT 5;
SELECT length(group_concat(item)) FROM (SELECT item FROM sale WHERE price > 300 ORDER BY item);
UPDATE sale SET price = price + 1 WHERE item LIKE '%xyz';
DELETE FROM sale WHERE id % 3 = 0;
CREATE VIRTUAL TABLE note USING fts5(body);
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 500)
INSERT INTO note SELECT (SELECT group_concat(printf('word%d', i * id * 31 % 211), ' ') FROM customer WHERE id <= i % 40) FROM n;
SELECT count(*) FROM note WHERE note MATCH 'word7 AND word100';
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 200)
SELECT sum(length(hex(zeroblob(i * 37 % 3000)))) FROM n;
SELECT a.item, count(*) FROM sale a JOIN sale b ON a.customer = b.customer AND a.price < b.price
  GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 3;
VACUUM;
SQL
  rm -f shop.db
  record sqlite "SQLite: a small shop" \
    "Builds, indexes, queries and vacuums a database: pages of 4 KiB that stay, among short-lived parse trees and rows." \
    "$(sqlite3 --version | cut -d ' ' -f 1)" sqlite3 shop.db '.read shop.sql'
}

python_json() {
  cat >make.py <<'PYTHON'
import json
with open("rows.json", "w") as file:
    for i in range(6000):
        tags = ["a" * (i % 40), "b" * (i * 7919 % 1500)]
        nested = {str(j): [k * i for k in range(j * i % 90)] for j in range(i % 7)}
        print(json.dumps({"id": i, "name": f"item {i}", "tags": tags, "nested": nested}), file=file)
PYTHON
  python3 make.py
  cat >parse.py <<'PYTHON'
import json
kept = []
for line in open("rows.json"):
    row = json.loads(line)
    if row["id"] % 5 == 0:
        kept.append(row)
    if len(kept) > 300:
        del kept[::2]
print(len(json.dumps(kept)))
PYTHON
  record python-json "Python: parsing JSON" \
    "Python keeps small objects in arenas of its own, so what reaches malloc is mostly above 512 bytes: texts, tables and lists that double." \
    "$(python3 --version | cut -d ' ' -f 2)" python3 -S parse.py
}

gcc_compile() {
  cat >tree.head <<'C'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
struct node { struct node *left, *right; int key; char name[24]; };
C
  {
    cat tree.head
    for i in 1 2 3 4; do
      cat <<C
static struct node *insert$i(struct node *n, int key) {
  if (!n) { n = calloc(1, sizeof *n); n->key = key; snprintf(n->name, sizeof n->name, "n%d", key); return n; }
  if (key < n->key) n->left = insert$i(n->left, key + $i - $i); else n->right = insert$i(n->right, key);
  return n;
}
static int walk$i(struct node *n, int (*visit)(struct node *, int)) {
  int sum = 0;
  for (int k = 0; k < $i && n; k++) {
    switch ((n->key + k) % 5) {
      case 0: sum += visit(n, k); break;
      case 1: sum ^= walk$i(n->left, visit) * $i; break;
      case 2: sum -= (int)strlen(n->name); break;
      default: sum += n->key << (k & 3);
    }
    n = n->right;
  }
  return sum;
}
int work$i(int count) {
  struct node *root = NULL;
  for (int k = 0; k < count; k++) root = insert$i(root, k * 7919 % (1009 + $i));
  return walk$i(root, 0);
}
C
    done
  } >tree.c
  gcc -E tree.c >tree.i
  record gcc "GCC: compiling C" \
    "The compiler proper at -O1. It allocates for the whole run and frees little of it; the list of blocks only grows." \
    "$(gcc -dumpfullversion)" "$(gcc -print-prog-name=cc1)" -quiet -O1 tree.i -o tree.s
}

git_log() {
  rm -rf repository
  mkdir repository
  cd repository
  export GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_DATE=2026-01-01T00:00:00Z GIT_COMMITTER_DATE=2026-01-01T00:00:00Z
  export GIT_AUTHOR_NAME=Ada GIT_AUTHOR_EMAIL=ada@example.com GIT_COMMITTER_NAME=Ada GIT_COMMITTER_EMAIL=ada@example.com
  git init --quiet .
  for i in $(seq 90); do
    for f in 1 2 3 4 5; do
      seq -f "line %g of $f" $((i * f % 7)) $((i + i * f % 11)) >"file$f.txt"
    done
    git add .
    git commit --quiet --message "Change number $i"
  done
  git gc --quiet
  record git-log "Git: a log with patches" \
    "For every commit two trees and their files are unpacked, compared and let go: bursts of all sizes on a floor that hardly rises." \
    "$(git --version | cut -d ' ' -f 3)" git --no-pager log --stat -p
  cd ..
}

jq_group() {
  awk 'BEGIN { for (i = 0; i < 900; i++) { printf "{\"id\":%d,\"name\":\"item %d\",\"x\":[", i, i * 7919 % 997
    for (j = 0; j <= i % 23; j++) printf "%s%d", (j ? "," : ""), i * j % 101; print "]}" } }' >rows.json
  record jq "jq: grouping a stream" \
    "Parses values one by one, keeps one in three, groups and sums them: a tree of thousands of small blocks, torn down at the end." \
    "$(jq --version | cut -d - -f 2)" \
    jq -n -c '[inputs | select(.id % 3 == 0)] | group_by(.id % 7) | map({n: length, sum: (map(.x | add) | add)})' rows.json
}

perl_count() {
  cat >count.pl <<'PERL'
my ($seed, %word) = (7);
for my $i (1 .. 6000) {
    $seed = ($seed * 1103515245 + 12345) % 2147483648;
    my $word = "w" . int(sqrt($seed) % 900);
    $word{$word}{count}++;
    push @{ $word{$word}{at} }, $i;
}
for my $word (sort { $word{$b}{count} <=> $word{$a}{count} || $a cmp $b } keys %word) {
    print "$word $word{$word}{count} @{$word{$word}{at}}\n";
}
PERL
  record perl "Perl: counting words" \
    "A hash of hashes and growing arrays: many small blocks that live to the end, arrays among them that are resized as they grow." \
    "$(perl -e 'printf "%vd", $^V')" perl count.pl
}

bash_loop() {
  cat >words.sh <<'BASH'
declare -A seen
for ((i = 0; i < 1500; i++)); do
  word="word $((i * 7919 % 101))"
  word=${word// /-}
  seen[$word]=$((${seen[$word]:-0} + 1))
done
for word in "${!seen[@]}"; do printf '%s %d\n' "$word" "${seen[$word]}"; done
BASH
  record bash "Bash: a script in a loop" \
    "Every expansion makes and drops a handful of strings: tiny blocks, hundreds of thousands of calls, half of them under 16 bytes." \
    "$(bash -c 'echo "${BASH_VERSION%%(*}"')" bash --norc --noprofile words.sh
}

bc_digits() {
  echo 'for (scale = 10; scale < 200; scale += 10) { 4 * a(1); e(1); sqrt(2); l(2); s(1) }' >digits.bc
  record bc "bc: digits of pi, e and others" \
    "Arbitrary precision arithmetic: every step makes a number and drops one. The most operations here, on the fewest blocks." \
    "$(first_line bc --version | cut -d ' ' -f 2)" bc -l -q digits.bc
}

for id in ${*:-$all}; do
  case $id in
    sqlite) sqlite ;;
    python-json) python_json ;;
    gcc) gcc_compile ;;
    git-log) git_log ;;
    jq) jq_group ;;
    perl) perl_count ;;
    bash) bash_loop ;;
    bc) bc_digits ;;
    *)
      echo "no workload is called $id; there are: $all" >&2
      exit 2
      ;;
  esac
done

cd "$root"
UPDATE_EXPECT=1 cargo test --quiet --package atlas-record --test bundled the_index
