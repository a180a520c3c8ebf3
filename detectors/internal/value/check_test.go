package value_test

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/rules"
)

const random = "FAKEq7Zt41mWcx9RbV2nLpD8sKyG3hJ0w"

func judge(t testing.TB) *value.Judge {
	t.Helper()
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	return value.NewJudge(value.Words{Placeholders: set.Values.Placeholders, Encrypted: set.Values.Encrypted, References: set.Values.References})
}

type row struct{ name, value string }

func checkAll(t *testing.T, want value.Verdict, d value.Demands, rows []row) {
	t.Helper()
	j := judge(t)
	for _, r := range rows {
		if got := j.Check(r.value, d); got != want {
			t.Errorf("%s: %v, want %v", r.name, got, want)
		}
	}
}

var demands = value.Demands{MinLen: 16, Surplus: -2}

func TestKeys(t *testing.T) {
	checkAll(t, value.Key, demands, []row{
		{"mixed", random},
		{"shortest", random[4:20]},
		{"longest", strings.Repeat("q7Zt41mWcx9RbV2nLpD8sKyG3hJ0w5Fu", 16)[:500] + "FAKE8s2Kd9Wq"},
		{"small letters and digits", "fakek3v9w2xq7m4b8z1n6t5r0pyhd2jc8g"},
		{"hexadecimal", "fa4e9c1b7d2a8053e6f4b19c0d7a5e32"},
		{"with marks", "FAKE.q7Zt-41mWc_x9RbV2nLpD8sKyG3hJ"},
		{"UUID", "7fa4e9c1-b7d2-4a80-93e6-f4b19c0d7a5e"},
		{"base64 padding", "FAKEq7Zt41mWcx9R/V2nLpD8sKy+3hJ0w=="},
		{"contains false", "FAKEfalse7Zt41mWcx9RbV2"},
		{"contains null", "FAKE7Zt41null9RbV2nLp"},
		{"contains a placeholder's word by chance", "q7Zt41mtbdWcx9RbV2nLpD8sKyG3hJ0w"},
	})
}

func TestShape(t *testing.T) {
	checkAll(t, value.Shape, demands, []row{
		{"empty", ""},
		{"two characters", "q7"},
		{"too short", random[:15]},
		{"too long", strings.Repeat("q7Zt41mWcx9RbV2nLpD8sKyG3hJ0w5Fu", 17)},
		{"white space", "q7Zt41mW cx9RbV2nLpD8"},
		{"not ASCII", "q7Zt41mWcx9RbV2ñLpD8"},
		{"a quote", `q7Zt41mWcx9"RbV2nLpD8`},
		{"Windows path", `C:\ProgramData\Logstag\key`},
		{"a call", "load(q7Zt41mWcx9RbV2nLpD8)"},
	})
}

func TestPlaceholder(t *testing.T) {
	checkAll(t, value.Placeholder, demands, []row{
		{"your", "your_api_key_here"},
		{"example", "EXAMPLE-key-for-documentation"},
		{"changeme", "changeme-changeme-changeme"},
		{"camel case", "putYourApiKeyInThisPlace"},
		{"underscores", "__LOGSTAG_API_KEY__"},
		{"well-known digest", "d41d8cd98f00b204e9800998ecf8427e"},
		{"well-known UUID", "550e8400-e29b-41d4-a716-446655440000"},
		{"token signed with a word", "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ1c2VyIn0.signature"},
	})
}

func TestMask(t *testing.T) {
	checkAll(t, value.Mask, demands, []row{
		{"stars", "abcd****"}, {"stars in the middle", "q7Zt****G3hJ"}, {"x", "xxxxxxxx"}, {"capital X", "q7ZtXXXXXXXXXXXXXXXXXXXXXXXX"},
		{"bullets", "••••"}, {"ellipsis", "q7Zt…"}, {"dots", "q7Zt...3hJ0"}, {"blocks", "████████"}, {"hashes", "q7Zt####"},
		{"question marks", "q7Zt????????????"}, {"dashes", "q7Zt------------"}, {"one character", "zzzzzzzzzzzzzzzz"},
	})
}

func TestReference(t *testing.T) {
	checkAll(t, value.Reference, demands, []row{
		{"${X}", "${LOGSTAG_API_KEY}"}, {"$X", "$LOGSTAG_API_KEY"}, {"$(…)", "$(cat key)"}, {"{{ x }}", "{{ x }}"}, {"%X%", "%LOGSTAG_API_KEY%"},
		{"var.x", "var.logstag_api_key"}, {"vault:", "vault:secret/logstag#key"}, {"op://", "op://vault/item/field"}, {"arn:", "arn:aws:ssm:eu:1:parameter/x"},
		{"secretKeyRef", "secretKeyRef.name.logstag"}, {"!Ref", "!Ref LogstagApiKey"}, {"secrets.", "secrets.LOGSTAG_API_KEY"}, {"@file", "@/run/secrets/key"},
		{"process.env", "process.env.LOGSTAG_API_KEY"}, {"inside", "prefix-${KEY}-suffix-0123"}, {"path", "/run/secrets/logstag_agent"},
		{"file name", "logstag-agent-key.pem"}, {"alias", "*logstag_key"}, {"SQL parameter", ":logstag_api_key"},
		{"credentialsJSON:", "credentialsJSON:5f0c1d9a-7f1b-44f2-9d35-0c2d0b3a7e11"},
	})
}

func TestEncrypted(t *testing.T) {
	checkAll(t, value.Encrypted, demands, []row{
		{"enc:", "enc:" + random}, {"ENC()", "ENC(" + random + ")"}, {"encrypted:", "encrypted:" + random}, {"{cipher}", "{cipher}" + random}, {"Bamboo", "BAMSCRT@0@0@" + random + "=="},
		{"SOPS", "ENC[AES256_GCM,data:" + random}, {"age", "-----BEGIN AGE ENCRYPTED FILE-----"}, {"PGP", "-----BEGIN PGP MESSAGE-----"},
		{"digest", "sha256:" + strings.Repeat("9f86d081884c7d65", 4)}, {"argon2", "argon2$" + random}, {"sealed", "AgBy" + strings.Repeat(random, 12)},
		{"DPAPI", "01000000d08c9ddf0115d1118c7a00c04fc297eb01000000"},
	})
}

func TestText(t *testing.T) {
	checkAll(t, value.Text, demands, []row{
		{"identifier", "logstagAgentConfiguration"}, {"words", "not_the_thing_we_want"}, {"counted up", "a1b2c3d4e5f6a7b8"},
		{"keyboard", "qwertyuiopasdfghjklzxcvbnm"}, {"few characters", "abababababababab"}, {"pod", "logstag-agent-7d4b9c6f58-x2lqz"},
	})
}

// TestSurplus raises the demand on one value until it fails.
func TestSurplus(t *testing.T) {
	j := judge(t)
	last := value.Key
	for s := -20.0; s < 400; s += 5 {
		got := j.Check(random, value.Demands{MinLen: 16, Surplus: s})
		if got == value.Key && last != value.Key {
			t.Errorf("a demand of %.0f is met where a lower one is not", s)
		}
		last = got
	}
	if last != value.Text {
		t.Errorf("no demand is too high: %v", last)
	}
}

func TestLogstagShape(t *testing.T) {
	for _, r := range []struct {
		name, value string
		want        bool
	}{
		{"33 characters", random, true}, {"32", random[:32], true}, {"31", random[:31], false}, {"marks", "FAKE.q7Zt-41mWc_x9RbV2nLpD8sKyG3hJ", true},
		{"plus", random + "+", false}, {"slash", random + "/", false}, {"blank", random + " ", false}, {"512", strings.Repeat("a", 512), true}, {"513", strings.Repeat("a", 513), false},
	} {
		if value.LogstagShape(r.value) != r.want {
			t.Errorf("%s: want %v", r.name, r.want)
		}
	}
}

// FuzzCheck makes sure that no value upsets the checks.
func FuzzCheck(f *testing.F) {
	j := judge(f)
	for _, s := range []string{"", "a", "$", "%%", random, "your_api_key", "••••", "ENC(x)", "\xff\xfe\x00"} {
		f.Add(s, 16, 0.0)
	}
	f.Fuzz(func(t *testing.T, v string, minLen int, surplus float64) {
		d := value.Demands{MinLen: minLen, Surplus: surplus}
		first := j.Check(v, d)
		if first.String() == "" || j.Check(v, d) != first {
			t.Error("the verdict changes")
		}
		if first == value.Key && len(v) < minLen {
			t.Error("a value that is too short passes")
		}
	})
}
