package report

import (
	"encoding/json"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// memberRun has one key in two members of one archive, on equal lines.
func memberRun() *Run {
	run := emptyRun()
	for i, path := range []string{"a b!c.tgz!etc/x", "a b!c.tgz!in.zip!etc/x"} {
		run.Findings = append(run.Findings, detectors.Finding{
			Rule: agentRule, Level: agentRule.Level, Secret: secret(agentKey), KeyFingerprint: "lk1-abcdefghijklmnop",
			Fingerprint: []string{"lf1-one", "lf1-two"}[i], LineHash: "0123456789abcdef:1",
			Origin: sources.Origin{Source: sources.Files, Root: repository, Path: path, Archive: "a b!c.tgz", Member: "etc/x"},
			Region: detectors.Region{StartLine: 300, StartColumn: 12, EndLine: 300, EndColumn: 50},
		})
	}
	return run
}

// TestSARIFMember wants the archive as the place, which GitHub shows, the member
// beside it, and results that can be told apart.
func TestSARIFMember(t *testing.T) {
	text := render(t, "sarif", Options{}, memberRun())
	checkSARIF(t, sarifSchema(t), text, 2)
	var log struct {
		Runs []struct {
			Results []struct {
				Message             struct{ Text string }
				PartialFingerprints map[string]string
				Properties          map[string]any
				Locations           []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
					}
					LogicalLocations []struct{ Kind, Name, FullyQualifiedName string }
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	hashes := map[string]bool{}
	for i, member := range []string{"etc/x", "in.zip!etc/x"} {
		r := log.Runs[0].Results[i]
		place := r.Locations[0].PhysicalLocation
		if place.ArtifactLocation.URI != "a%20b%21c.tgz" {
			t.Errorf("URI %q", place.ArtifactLocation.URI)
		}
		if reg := place.Region; reg.StartLine != 1 || reg.EndLine != 1 {
			t.Errorf("a line of the member stands for one of the archive: %+v", reg)
		}
		logical := r.Locations[0].LogicalLocations
		if len(logical) != 1 || logical[0].Kind != "member" || logical[0].Name != "x" || logical[0].FullyQualifiedName != "a b!c.tgz!"+member {
			t.Errorf("logical locations %+v", logical)
		}
		if r.Properties["member"] != member || r.Properties["memberLine"] != 300.0 || r.Properties["memberColumn"] != 12.0 {
			t.Errorf("properties %v", r.Properties)
		}
		hashes[r.PartialFingerprints["primaryLocationLineHash"]] = true
	}
	if len(hashes) != 2 || hashes[""] {
		t.Errorf("line hashes %v", hashes)
	}
}

func TestJSONMember(t *testing.T) {
	var doc Document
	if err := json.Unmarshal([]byte(render(t, "json", Options{}, memberRun())), &doc); err != nil {
		t.Fatal(err)
	}
	if f := doc.Findings[1]; f.Path != "a b!c.tgz!in.zip!etc/x" || f.Archive != "a b!c.tgz" || f.Line != 300 {
		t.Errorf("path %q, archive %q, line %d", f.Path, f.Archive, f.Line)
	}
}
