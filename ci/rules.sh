#!/usr/bin/env bash
# Checks a repository of rules and tells what a change of it changes: `enrol check`, `fmt --check`, `test` with coverage,
# `snapshot`, and `diff` as a comment. The action (action.yml) runs this script, and so can anybody: docs/ci.md.
set -uo pipefail

usage() {
  cat <<'USAGE'
Usage: ci/rules.sh [OPTIONS], in the folder of the rule project

  --rules FOLDER      the rules (rules)
  --patients PATH     records of sample patients; without them nothing is snapshot, and the diff looks for records itself
  --as-of DATE        the day on which patients are judged; without it nothing is snapshot, and the diff takes today
  --steps LIST        which steps: check,fmt,test,snapshot,diff (all)
  --fail-under SHARES what tests must show of each rule file: 90, or outcomes=100,decisions=90,boundaries=80
  --snapshots FOLDER  where snapshots are kept (snapshots)
  --baseline REVISION the revision that the rules are compared with, from where the two parted; without it there is no diff
  --reports FOLDER    where summary.md, comment.md and the coverage are written (enrol-reports)

The command is `enrol`, or what the variable ENROL names. All steps run, whatever comes out of the ones before.

Exit codes: 0 all well; 1 a step has findings (a change of meaning is none); 2 wrong use; 3 something could not be read or compared.
USAGE
}

wrong() {
  printf 'error: %s\n' "$1" >&2
  exit 2
}

enrol=${ENROL:-enrol}
rules=rules patients='' as_of='' steps=check,fmt,test,snapshot,diff
fail_under='' snapshots=snapshots baseline='' reports=enrol-reports
while [ $# -gt 0 ]; do
  case $1 in
    --help) usage; exit 0 ;;
    --rules | --patients | --as-of | --steps | --fail-under | --snapshots | --baseline | --reports)
      [ $# -ge 2 ] || wrong "$1 needs a value"
      name=${1#--}
      printf -v "${name//-/_}" '%s' "$2"
      shift 2
      ;;
    *) wrong "$1 is no option; --help lists them" ;;
  esac
done
for step in ${steps//,/ }; do
  case $step in
    check | fmt | test | snapshot | diff) ;;
    *) wrong "$step is no step; the steps are check, fmt, test, snapshot and diff" ;;
  esac
done
command -v "$enrol" > /dev/null || wrong "there is no command $enrol; install enrol, or name it in the variable ENROL"
mkdir -p "$reports" || exit 3

worst=0
rows=''
details=''
printed=$(mktemp) || exit 3
trap 'rm -f "$printed"' EXIT

wanted() { [[ ",$steps," == *",$1,"* ]]; }
on_github() { [ "${GITHUB_ACTIONS:-}" = true ]; }

# The outcome of a step, as a line and as a row of the summary.
outcome() {
  printf '== %s: %s\n\n' "$1" "$2"
  rows+="| $1 | $2 |"$'\n'
}

left_out() { outcome "$1" "left out: $2"; }

# Runs a step: its name, the highest exit code that is well, the command. What it prints is shown, and kept where it is not well.
step() {
  local name=$1 well=$2 code
  shift 2
  printf '== enrol %s\n' "${*:2}"
  "$@" > "$printed" 2>&1
  code=$?
  cat "$printed"
  if [ "$code" -le "$well" ]; then
    outcome "$name" 'well'
    return 0
  fi
  [ "$code" -gt "$worst" ] && worst=$code
  outcome "$name" "**not well** (exit code $code)"
  details+=$'\n'"### $name"$'\n\n````text\n'"$(head -c 60000 "$printed")"$'\n````\n'
  return 1
}

# Whether a revision holds rules there: those that are new have nothing to be compared with.
holds_rules() { git cat-file -e "$1:./$rules" 2> /dev/null; }

as_of_arguments=()
[ -z "$as_of" ] || as_of_arguments=(--as-of "$as_of")
patients_arguments=()
[ -z "$patients" ] || patients_arguments=(--patients "$patients")

if wanted check; then
  step check 0 "$enrol" check "$rules" || { on_github && "$enrol" check "$rules" --format github -q; }
fi

if wanted fmt; then
  step fmt 0 "$enrol" fmt --check "$rules" ||
    { on_github && echo "::error title=enrol fmt::Some rules are laid out otherwise: enrol fmt $rules"; }
fi

if wanted test; then
  demands=()
  [ -z "$fail_under" ] || demands=(--fail-under "$fail_under")
  step test 0 "$enrol" test --coverage --coverage-to "$reports/coverage.html" --coverage-to "$reports/coverage.info" \
    ${demands[@]+"${demands[@]}"} || { on_github && "$enrol" test --format github -q; }
fi

if wanted snapshot; then
  if [ -z "$patients" ]; then
    left_out snapshot 'no patients are named'
  elif [ -z "$as_of" ]; then
    left_out snapshot 'no day is named on which patients are judged'
  else
    step snapshot 0 "$enrol" snapshot "$rules" "${patients_arguments[@]}" "${as_of_arguments[@]}" --out "$snapshots" ||
      { on_github && echo "::error title=enrol snapshot::Verdicts are not as they are kept in $snapshots"; }
  fi
fi

rm -f "$reports/comment.md"
if wanted diff; then
  if [ -z "$baseline" ]; then
    left_out diff 'no baseline is named'
  elif parted=$(git merge-base "$baseline" HEAD 2> /dev/null) && ! holds_rules "$parted"; then
    left_out diff "$baseline holds no $rules"
    printf 'The rules are new: %s holds no %s to compare them with.\n' "$baseline" "$rules" > "$reports/comment.md"
  else
    # 1 says that a meaning changed: that is what the comment is for.
    step diff 1 "$enrol" diff "$baseline...HEAD" "$rules" ${patients_arguments[@]+"${patients_arguments[@]}"} \
      ${as_of_arguments[@]+"${as_of_arguments[@]}"} --format markdown --out "$reports/comment.md"
  fi
fi

{
  printf '## enrol\n\n| step | outcome |\n|---|---|\n%s%s' "$rows" "$details"
  [ ! -f "$reports/comment.md" ] || printf '\n%s\n' "$(cat "$reports/comment.md")"
} > "$reports/summary.md"
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$reports/summary.md" >> "$GITHUB_STEP_SUMMARY"
fi
exit "$worst"
