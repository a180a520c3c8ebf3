package randomness

import (
	"math/rand/v2"
	"testing"
)

const (
	digits  = "0123456789"
	smalls  = "abcdefghijklmnopqrstuvwxyz"
	capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// TestRandomValues draws values at random and counts how many reach the
// thresholds that the detectors ask for.
func TestRandomValues(t *testing.T) {
	const n = 2000
	for _, r := range []struct {
		name, from string
		length     int
		surplus    float64
		recall     float64
	}{
		{"32 of letters and digits", smalls + capital + digits, 32, 10, 0.995},
		{"32 with marks", smalls + capital + digits + "._-", 32, 10, 0.99},
		{"40 of small letters and digits", smalls + digits, 40, 10, 0.99},
		{"32 of small letters and digits", smalls + digits, 32, 4, 0.99},
		{"32 hexadecimal", digits + "abcdef", 32, -2, 0.99},
		{"64 hexadecimal", digits + "abcdef", 64, 4, 0.99},
		{"20 of letters and digits", smalls + capital + digits, 20, -5, 0.999},
		{"20 of letters and digits, on weak evidence", smalls + capital + digits, 20, 6, 0.97},
		{"16 of letters and digits", smalls + capital + digits, 16, -5, 0.995},
		{"32 of letters", smalls + capital, 32, 10, 0.99},
		{"32 of capitals and digits", capital + digits, 32, 4, 0.98},
	} {
		rng := rand.New(rand.NewPCG(1, 2))
		hits := 0
		for range n {
			v := make([]byte, r.length)
			for i := range v {
				v[i] = r.from[rng.IntN(len(r.from))]
			}
			if Surplus(string(v)) >= r.surplus {
				hits++
			}
		}
		if got := float64(hits) / n; got < r.recall {
			t.Errorf("%s: %.4f reach a surplus of %.0f, want %.4f", r.name, got, r.surplus, r.recall)
		}
	}
}

// TestTextValues makes sure that what people write stays below zero.
func TestTextValues(t *testing.T) {
	for _, v := range []string{
		"logstag-agent-configuration", "LogstagAgentApiKeyParameter", "configuration_reference_for_agents", "com.example.monitoring.agent",
		"getSecretFromParameterStore", "production-eu-west-1-database", "the-quick-brown-fox-jumps-over-the-lazy-dog", "application/octet-stream",
		"MAX_CONNECTIONS_PER_HOST", "2026-01-02T03:04:05", "aaaaaaaaaaaaaaaaaaaaaaaa", "123456789012345678901234",
		"docker.example.test/logstag/agent", "authenticationMiddleware2", "ServiceAccountTokenProjection",
	} {
		if s := Surplus(v); s >= 0 {
			t.Errorf("%q has a surplus of %.1f", v, s)
		}
	}
}

func TestBits(t *testing.T) {
	for _, r := range []struct {
		name, value string
		least, most float64
	}{
		{"empty", "", 0, 0}, {"one character", "aaaaaaaaaaaaaaaaaaaa", 0, 10}, {"counted up", "12345678901234567890", 0, 40},
		{"repeated", "q7Ztq7Ztq7Ztq7Ztq7Ztq7Zt", 0, 40}, {"random", "q7Zt41mWcx9RbV2nLpD8sKyG3hJ0wFu5", 150, 200},
	} {
		if b := Bits(r.value); b < r.least || b > r.most {
			t.Errorf("%s: %.1f bits, want %.0f to %.0f", r.name, b, r.least, r.most)
		}
	}
}
