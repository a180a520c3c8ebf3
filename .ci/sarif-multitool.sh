#!/usr/bin/env bash
# Checks SARIF reports with Microsoft's SARIF Multitool, with its rules for SARIF
# and for GitHub, and fails if an error or a warning is left; in a report that is
# made for GitHub, whose name begins with "github", a note either.
#
#	.ci/sarif-multitool.sh report/testdata/golden/*.sarif
#
# It needs node and npm, and Linux on amd64. The tool (100 MB) is fetched once
# into ${XDG_CACHE_HOME:-$HOME/.cache}/leakstag; after that no network is used.
set -euo pipefail

package=@microsoft/sarif-multitool-linux
version=5.7.0
integrity='sha512-NxUbpq6ISCWoTQ/NfOYEwEDKq1Heka/rMoJ5R5LMydcAZQX/X7g5mWHcgxDub+0M07LC96tZ5LZHvF1Qy3gjTA=='

if [ $# -eq 0 ]; then
	echo "usage: $0 REPORT.sarif..." >&2
	exit 2
fi

cache=${XDG_CACHE_HOME:-$HOME/.cache}/leakstag/sarif-multitool-$version
tool=$cache/node_modules/$package/Sarif.Multitool
work=$(mktemp -d)
trap 'rm -rf "$work" "${new:-}"' EXIT

if [ ! -x "$tool" ]; then
	# Into a folder of its own first: a broken download must not stay.
	mkdir -p "$(dirname "$cache")"
	new=$(mktemp -d "$cache.XXXXXX")
	npm install --prefix "$new" --ignore-scripts --no-audit --no-fund --loglevel=error "$package@$version" >&2
	# shellcheck disable=SC2016
	node -e '
		const [file, name, want] = process.argv.slice(1);
		const got = require(file).packages["node_modules/" + name].integrity;
		if (got !== want) {
			console.error(`${name} has the checksum ${got}, not ${want}`);
			process.exit(1);
		}' "$new/package-lock.json" "$package" "$integrity"
	chmod u+x "$new/node_modules/$package/Sarif.Multitool"
	rm -rf "$cache"
	mv "$new" "$cache"
fi

# Rules that are switched off: 2006 asks the network; 2002 and 2009 are matters
# of taste in messages and ids; 2010, 2011 and 2013 want the scanned text in the
# report, and with it the secrets.
cat >"$work/config.json" <<'JSON'
{
  "SARIF2002.ProvideMessageArguments.Options": {"RuleEnabled": "Disabled"},
  "SARIF2006.UrisShouldBeReachable.Options": {"RuleEnabled": "Disabled"},
  "SARIF2009.ConsiderConventionalIdentifierValues.Options": {"RuleEnabled": "Disabled"},
  "SARIF2010.ProvideCodeSnippets.Options": {"RuleEnabled": "Disabled"},
  "SARIF2011.ProvideContextRegion.Options": {"RuleEnabled": "Disabled"},
  "SARIF2013.ProvideEmbeddedFileContent.Options": {"RuleEnabled": "Disabled"}
}
JSON

status=0
for report in "$@"; do
	# The exit code is 0 whatever is found: what counts is the tool's own report.
	rm -f "$work/out.sarif"
	if ! "$tool" validate "$report" --rule-kind 'Sarif;Ghas' --level 'Error;Warning;Note' --kind Fail \
		--config "$work/config.json" --output "$work/out.sarif" --log ForceOverwrite >"$work/log" 2>&1; then
		cat "$work/log" >&2
		echo "$report: the validator failed" >&2
		status=1
		continue
	fi
	# shellcheck disable=SC2016
	node -e '
		const [report, file] = process.argv.slice(1);
		const run = JSON.parse(require("fs").readFileSync(file, "utf8").replace(/^\ufeff/, "")).runs[0];
		const rules = new Map(run.tool.driver.rules?.map((r) => [r.id, r]));
		const forGitHub = require("path").basename(report).startsWith("github");
		const count = { error: 0, warning: 0, note: 0 };
		for (const r of run.results ?? []) {
			const level = r.level ?? "warning";
			count[level]++;
			if (level === "note" && !forGitHub) continue;
			const region = r.locations?.[0]?.physicalLocation?.region ?? {};
			let text = r.message.text ?? rules.get(r.ruleId)?.messageStrings?.[r.message.id]?.text ?? r.message.id;
			(r.message.arguments ?? []).forEach((a, i) => (text = text.replaceAll(`{${i}}`, a)));
			console.error(`${report}:${region.startLine}:${region.startColumn}: ${level} ${r.ruleId}: ${text}`);
		}
		for (const i of run.invocations ?? [])
			for (const n of [...(i.toolExecutionNotifications ?? []), ...(i.toolConfigurationNotifications ?? [])])
				if ((n.level ?? "warning") !== "note" && n.descriptor?.id !== "WRN999.RuleExplicitlyDisabled") {
					count.error++;
					console.error(`${report}: the validator says: ${n.message.text}`);
				}
		console.log(`${report}: ${count.error} errors, ${count.warning} warnings, ${count.note} notes`);
		if (count.error + count.warning + (forGitHub ? count.note : 0) > 0) process.exit(1);' "$report" "$work/out.sarif" || status=1
done
exit $status
