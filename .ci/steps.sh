# Steps of .ci/run and .ci/campaigns, which source this file. Seconds of each are printed at the end, also where one fails.
# shellcheck shell=bash

steps="$(mktemp -d)"
touch "$steps/times"
# Command lines that run now, by the process that leads their process group.
declare -A running=() output=() began=()

finish() {
  for process in "${!running[@]}"; do kill -- "-$process" 2> /dev/null || true; done
  cat "$steps/times"
  echo "In all: $SECONDS s"
  rm -r "$steps"
}
trap finish EXIT

# Seconds since the first argument, of the command line in the second.
took() {
  printf '%5d s  %s\n' $((SECONDS - $1)) "$2" >> "$steps/times"
}

# Runs a command alone.
step() {
  local start=$SECONDS
  echo "== $*"
  "$@"
  took "$start" "$*"
}

# Runs command lines, as many at a time as there are cores. The output of each is printed once it has ended. The first that
# fails ends the others.
beside() {
  local line number=0
  for line in "$@"; do
    [ "${#running[@]}" -lt "$(nproc)" ] || await_one
    number=$((number + 1))
    setsid bash -euo pipefail -c "$line" > "$steps/$number" 2>&1 < /dev/null &
    running[$!]="$line"
    output[$!]="$steps/$number"
    began[$!]=$SECONDS
  done
  while [ "${#running[@]}" -gt 0 ]; do await_one; done
}

await_one() {
  local process status=0
  wait -n -p process "${!running[@]}" || status=$?
  local line="${running[$process]}"
  unset "running[$process]"
  echo "== $line"
  cat "${output[$process]}"
  took "${began[$process]}" "$line"
  [ "$status" = 0 ] || { echo "Failed: $line"; exit "$status"; }
}
