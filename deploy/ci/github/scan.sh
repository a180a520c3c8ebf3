#!/usr/bin/env bash
# Scans for the GitHub action: annotations and a summary of the job, and a SARIF
# report. What the user chose comes through the environment, never through the
# script's text. The exit code is 0 if a report was written: the action's last step
# fails the job, after the upload.
set -euo pipefail
: "${RUNNER_TEMP:?}" "${GITHUB_OUTPUT:?}"
leakstag=$RUNNER_TEMP/leakstag-bin/leakstag
sarif=$RUNNER_TEMP/leakstag.sarif
rm -f "$sarif"

# Which commits are this event's own?
scope=${LEAKSTAG_SCOPE:-auto}
if [ "$scope" = auto ]; then
	scope=all
	case ${GITHUB_EVENT_NAME:-} in
	pull_request | pull_request_target | merge_group)
		# What GitHub checks out for a pull request is a merge into the base, which
		# may have moved on since.
		if [ "${GITHUB_EVENT_NAME:-}" = pull_request ] && git rev-parse --verify --quiet 'HEAD^2' >/dev/null; then
			scope=HEAD^1..HEAD
		else
			scope=${BASE_SHA:?the event names no base}..HEAD
		fi
		;;
	push)
		if [ "${GITHUB_REF:-}" != "refs/heads/${DEFAULT_BRANCH:-main}" ] && [[ ${GITHUB_REF:-} == refs/heads/* ]]; then
			if [ -n "${BEFORE_SHA:-}" ] && [ "${BEFORE_SHA//0/}" != "" ] && git cat-file -e "$BEFORE_SHA^{commit}" 2>/dev/null; then
				scope=$BEFORE_SHA..HEAD
			else # a new branch, or one that was pushed with force
				scope=branch
			fi
		fi
		;;
	esac
fi

args=(-f github -o "$sarif" --profile github --progress never --fail-on "${LEAKSTAG_FAIL_ON:-error}" --category "${LEAKSTAG_CATEGORY:-leakstag}")
[ -z "${LEAKSTAG_CONFIG:-}" ] || args+=(--config "$LEAKSTAG_CONFIG")
[ -z "${LEAKSTAG_BASELINE:-}" ] || args+=(--baseline "$LEAKSTAG_BASELINE")
case $scope in
all) ;;
branch) args+=(--merge-base "${DEFAULT_BRANCH:-main}") ;;
*) args+=(--range "$scope") ;;
esac
while IFS= read -r arg; do
	[ -z "$arg" ] || args+=("$arg")
done <<<"${LEAKSTAG_ARGS:-}"

code=0
"$leakstag" scan "${args[@]}" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
if [ ! -s "$sarif" ]; then # no report: the reason has been said
	exit "$((code == 0 ? 2 : code))"
fi
echo "sarif-file=$sarif" >>"$GITHUB_OUTPUT"
