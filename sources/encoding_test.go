package sources

import (
	"bytes"
	"crypto/sha256"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

func TestDecodeUTF16(t *testing.T) {
	for name, text := range map[string]string{
		"short":    "api_key=1",
		"toml":     "[agent]\r\napi_key = \"${KEY}\"\r\n",
		"german":   "# Schlüssel für größere Häuser\r\nkey = 1\r\n",
		"russian":  strings.Repeat("# ключ агента, который нужно заменить\r\napi_key = 1\r\n", 50),
		"greek":    strings.Repeat("κλειδί του πράκτορα = 1\r\n", 50),
		"chinese":  strings.Repeat("# 代理的密钥，请更换，第一\r\napi_key = 1\r\n", 50),
		"japanese": strings.Repeat("# エージェントのキーを交換する\r\napi_key = 1\r\n", 50),
		"arabic":   strings.Repeat("# مفتاح الوكيل يجب تغييره\r\napi_key = 1\r\n", 50),
		"emoji":    strings.Repeat("done 😀 next\n", 20),
		"long":     strings.Repeat("2026-01-01 12:00:00 INFO nothing to see\r\n", 5000),
	} {
		for encoding, bigEndian := range map[string]bool{UTF16LE: false, UTF16BE: true} {
			for mark, prefix := range map[string]string{"mark": "\ufeff", "no mark": ""} {
				t.Run(name+"/"+encoding+"/"+mark, func(t *testing.T) {
					got, found := Decode(encodeUTF16(prefix+text, bigEndian))
					if found != encoding || string(got) != text {
						t.Errorf("encoding %q, %d bytes of %d", found, len(got), len(text))
					}
				})
			}
		}
	}
}

func TestDecodeUTF16Damaged(t *testing.T) {
	raw := encodeUTF16("\ufeff"+strings.Repeat("text ", 50), false)
	pad := strings.Repeat("text ", 50)
	for name, test := range map[string]struct {
		tail []byte
		want string
	}{
		"odd byte":               {[]byte{'x'}, "\ufffd"},
		"lone high":              {[]byte{0x3D, 0xD8}, "\ufffd"},
		"lone high and odd byte": {[]byte{0x3D, 0xD8, 0}, "\ufffd"},
		"high then letter":       {[]byte{0x3D, 0xD8, 'x', 0}, "\ufffdx"},
		"lone low":               {[]byte{0x00, 0xDE, 'x', 0}, "\ufffdx"},
		"high high low":          {[]byte{0x3D, 0xD8, 0x3D, 0xD8, 0x00, 0xDE}, "\ufffd😀"},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := Decode(append(bytes.Clone(raw), test.tail...))
			if string(got) != pad+test.want {
				t.Errorf("got %q after the text", bytes.TrimPrefix(got, []byte(pad)))
			}
		})
	}
}

func TestDecodeLeavesOtherBytes(t *testing.T) {
	rng := rand.NewChaCha8(sha256.Sum256([]byte("noise")))
	noise := make([]byte, 100_000)
	if _, err := rng.Read(noise); err != nil {
		t.Fatal(err)
	}
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		if self, err = os.ReadFile(os.Args[0]); err != nil {
			t.Fatal(err)
		}
	}
	var ints, samples []byte
	for i := range 5000 {
		ints = append(ints, byte(i), byte(i>>8), 0, 0)
		samples = append(samples, byte(i*7), byte(int8(i%5-2)>>1))
	}
	for name, data := range map[string][]byte{
		"empty":               nil,
		"ascii":               []byte("plain text\n"),
		"utf-8":               []byte("schlüssel 日本語 😀\n"),
		"utf-8 mark":          []byte("\ufeffkey = 1\n"),
		"latin-1":             []byte("schl\xfcssel\n"),
		"png":                 append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06"), noise...),
		"executable":          self,
		"noise":               noise,
		"noise after le mark": append([]byte{0xFF, 0xFE}, noise...),
		"noise after be mark": append([]byte{0xFE, 0xFF}, noise...),
		"zeros":               make([]byte, 10_000),
		"32 bit integers":     ints,
		"16 bit samples":      samples,
		"text then zeros":     append([]byte(strings.Repeat("text\n", 500)), make([]byte, 5000)...),
		"utf-32":              bytes.ReplaceAll([]byte(strings.Repeat("k.e.y.\n.", 100)), []byte("."), []byte{0, 0, 0}),
		"nul separated names": []byte(strings.Repeat("a=1\x00bb=22\x00c=3\x00./some/path\x00", 300)),
		"nul separated short": []byte(strings.Repeat("a=1\x00", 300)),
		"nul separated utf-8": []byte(strings.Repeat("ключ\x00значение\x00я\x00", 300)),
		"environment":         []byte("HOME=/root\x00PATH=/bin:/usr/bin\x00API_KEY=x\x00"),
		"text with a nul":     []byte("line\x00 and more\nnothing else\n"),
	} {
		t.Run(name, func(t *testing.T) {
			got, encoding := Decode(data)
			if encoding != "" || !bytes.Equal(got, data) || len(data) > 0 && &got[0] != &data[0] {
				t.Errorf("taken for %q", encoding)
			}
		})
	}
}

// TestDecodeAgreesWithIconv has a real tool encode and compares.
func TestDecodeAgreesWithIconv(t *testing.T) {
	iconv, err := exec.LookPath("iconv")
	if err != nil {
		t.Log("no iconv here: the tests' own encoder has to do")
		return
	}
	text := strings.Repeat("schlüssel = 日本語 😀 and some more\r\n", 100)
	for _, name := range []string{"UTF-16LE", "UTF-16BE", "UTF-16"} {
		cmd := exec.Command(iconv, "-f", "UTF-8", "-t", name)
		cmd.Stdin = strings.NewReader(text)
		raw, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := Decode(raw); string(got) != text {
			t.Errorf("%s: decoded text differs", name)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Add([]byte("a\x00b\x00c\x00d\x00e\x00f\x00g\x00h\x00\x3d\xd8"))
	f.Fuzz(func(t *testing.T, data []byte) {
		before := bytes.Clone(data)
		text, encoding := Decode(data)
		if !bytes.Equal(before, data) {
			t.Fatal("the input was changed")
		}
		if encoding == "" {
			if !bytes.Equal(text, data) {
				t.Error("text changed though nothing was decoded")
			}
			return
		}
		// What was decoded, encoded again, is at most what it was.
		if back := len(encodeUTF16(string(text), false)); back > len(data)+1 {
			t.Errorf("%d bytes became %d", len(data), back)
		}
	})
}
