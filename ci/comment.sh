#!/usr/bin/env bash
# Writes a file as the comment of a pull request, in the place of the one that was written before. Needs GitHub's `gh` with a token
# (GH_TOKEN), and GITHUB_REPOSITORY. Run by action.yml.
# Usage: ci/comment.sh FILE NUMBER
set -euo pipefail

# By this line its own comment is known again; nobody sees it.
mark='<!-- enrol: what a change of rules changes -->'
# GitHub takes no more than 65536 characters in a comment.
most=60000

file=$1
number=$2
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  printf '%s\n' "$mark"
  if [ "$(wc -c < "$file")" -le "$most" ]; then
    cat "$file"
  else
    # Whole lines only, and never half of a letter.
    head -c "$most" "$file" | sed '$d'
    printf '\n</details>\n\nThis is only the beginning. All of it stands in the summary of the workflow.\n'
  fi
} > "$body"

comments="repos/$GITHUB_REPOSITORY/issues/$number/comments"
known=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | sed -n 1p)
if [ -n "$known" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$known" --field "body=@$body" --silent
else
  gh api --method POST "$comments" --field "body=@$body" --silent
fi
