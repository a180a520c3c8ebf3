package unpack

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The tests here compare with what the real programs extract.

// extracted gives the files that a program extracts to its folder from data.
func extracted(t *testing.T, data []byte, prefix string, program ...string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	run(t, dir, data, program...)
	return filesBelow(t, dir, prefix)
}

// compressors are the real programs that compress standard input.
var compressors = [][]string{
	{"gzip", "-c"}, {"xz", "-c"}, {"xz", "-c", "--format=lzma"}, {"bzip2", "-c"}, {"zstd", "-c"},
	{"lz4", "-c"}, {"lz4", "-c", "-l"}, {"lz4", "-c", "-BD", "-B4", "--content-size"},
}

func TestCompressed(t *testing.T) {
	text := strings.Repeat("one line of a log\n", 40_000)
	for _, program := range compressors {
		t.Run(strings.Join(program, " "), func(t *testing.T) {
			packed := run(t, "", []byte(text), program...)
			check(t, packed, map[string]string{"x": text})
			if program[len(program)-1] != "--format=lzma" && program[len(program)-1] != "-l" {
				check(t, append(packed, run(t, "", []byte("more"), program...)...), map[string]string{"x": text + "more"})
			}
			check(t, run(t, "", packed, program...), map[string]string{"x": text})
		})
	}
}

func TestTar(t *testing.T) {
	for _, format := range []string{"v7", "oldgnu", "gnu", "ustar", "pax"} {
		t.Run(format, func(t *testing.T) {
			root := tree(t, format == "v7" || format == "ustar")
			data := run(t, root, nil, "tar", "c", "--format="+format, ".")
			want := extracted(t, data, "x!", "tar", "x")
			if format != "v7" && format != "ustar" {
				// A hard link holds nothing: one of both names has the content.
				if _, one := want["x!one"]; one {
					delete(want, hardLink(t, data))
				}
			}
			check(t, data, want)
		})
	}
	root := tree(t, true)
	data := run(t, root, nil, "tar", "c", ".")
	want := extracted(t, data, "x!", "tar", "x")
	for _, program := range compressors {
		t.Run(strings.Join(program, " "), func(t *testing.T) { check(t, run(t, "", data, program...), want) })
	}
	t.Run("two", func(t *testing.T) {
		want["x!other"] = "1"
		write(t, root, "other", []byte("1"))
		check(t, append(data, run(t, root, nil, "tar", "c", "other")...), want)
	})
}

// hardLink says which member of a tar archive is a link.
func hardLink(t *testing.T, data []byte) string {
	t.Helper()
	for line := range strings.Lines(string(run(t, "", data, "tar", "tv"))) {
		if strings.HasPrefix(line, "h") {
			fields := strings.Fields(line)
			return "x!" + strings.TrimPrefix(fields[5], "./")
		}
	}
	t.Fatal("no hard link")
	return ""
}

func TestSparseTar(t *testing.T) {
	root := t.TempDir()
	file, err := os.Create(filepath.Join(root, "sparse"))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int64{0, 700_000, 1_500_000} {
		if _, err := file.WriteAt([]byte("some text\n"), at); err != nil {
			t.Fatal(err)
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"--format=gnu"}, {"--format=pax", "--sparse-version=0.0"}, {"--format=pax", "--sparse-version=0.1"}, {"--format=pax", "--sparse-version=1.0"},
	} {
		t.Run(fmt.Sprint(args), func(t *testing.T) {
			data := run(t, root, nil, append([]string{"tar", "cS"}, append(args, "sparse")...)...)
			if len(data) > 200_000 {
				t.Fatal("it is not sparse")
			}
			check(t, data, extracted(t, data, "x!", "tar", "x"))
		})
	}
}

func TestZip(t *testing.T) {
	root := tree(t, true)
	want := func(t *testing.T, data []byte) map[string]string {
		write(t, t.TempDir(), "x.zip", data)
		dir := t.TempDir()
		write(t, dir, "../x.zip", data)
		run(t, dir, nil, "unzip", "-q", "../x.zip")
		return filesBelow(t, dir, "x!")
	}
	for name, args := range map[string][]string{
		"deflated": {"-r", "-"}, "stored": {"-0r", "-"}, "bzip2": {"-r", "-Z", "bzip2", "-"}, "best": {"-9r", "-"},
	} {
		t.Run(name, func(t *testing.T) {
			data := run(t, root, nil, append(append([]string{"zip", "-q"}, args...), ".")...)
			check(t, data, want(t, data))
		})
	}
	t.Run("seekable", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "a.zip")
		run(t, root, nil, "zip", "-q", "-r", "-y", name, ".")
		data := readFile(t, name)
		all := want(t, data)
		check(t, data, all)
		check(t, run(t, "", data, "gzip", "-c"), all)
	})
	t.Run("zip64", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "a.zip")
		run(t, root, nil, "zip", "-q", "-r", "-fz", name, ".")
		check(t, readFile(t, name), want(t, readFile(t, name)))
	})
	t.Run("prefixed", func(t *testing.T) {
		script := "#!/bin/sh\nexport SOME_KEY=FAKE\nexit\n"
		name := filepath.Join(t.TempDir(), "a.zip")
		run(t, root, nil, "zip", "-q", "-r", name, ".")
		data := append([]byte(script), readFile(t, name)...)
		all := want(t, readFile(t, name))
		all["x"] = string(data)
		check(t, data, all)
	})
	t.Run("long prefix", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "a.zip")
		run(t, root, nil, "zip", "-q", "-r", name, ".")
		data := append([]byte("MZ"+strings.Repeat("program", 60_000)), readFile(t, name)...)
		all := want(t, readFile(t, name))
		all["x"] = string(data)
		r := read(t.Context(), data, true, Options{})
		if r.err != nil || len(r.skips) > 0 {
			t.Errorf("error %v, skipped %v", r.err, r.skips)
		}
		compare(t, r.texts, all)
	})
	t.Run("comment", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "a.zip")
		run(t, root, []byte("a comment\n"), "zip", "-q", "-z", name, "one")
		check(t, readFile(t, name), map[string]string{"x": "a comment", "x!one": "x"})
	})
	t.Run("empty", func(t *testing.T) {
		check(t, []byte("PK\x05\x06"+strings.Repeat("\x00", 18)), map[string]string{})
	})
}

func TestCpio(t *testing.T) {
	root := tree(t, true)
	names := run(t, root, nil, "find", ".")
	for _, format := range []string{"newc", "crc", "odc"} {
		t.Run(format, func(t *testing.T) {
			data := run(t, root, names, "cpio", "-o", "-H", format)
			want := extracted(t, data, "x!", "cpio", "-id")
			check(t, data, want)
			check(t, run(t, "", data, "xz", "-c"), want)
		})
	}
	t.Run("initramfs", func(t *testing.T) {
		first := run(t, root, []byte("./one\n"), "cpio", "-o", "-H", "newc")
		second := run(t, "", run(t, root, []byte("./exact\n./binary\n"), "cpio", "-o", "-H", "newc"), "gzip", "-c")
		want := extracted(t, append(first, second...), "x!", "sh", "-c", "cat > ../all; cpio -id < ../all; tail -c +"+
			fmt.Sprint(len(first)+1)+" ../all | gzip -dc | cpio -id")
		check(t, append(first, second...), want)
	})
}

func TestDeb(t *testing.T) {
	root := tree(t, true)
	write(t, root, "DEBIAN/control", []byte("Package: logstag-fake\nVersion: 1\nArchitecture: all\nMaintainer: x <x@example.com>\nDescription: x\n"))
	script := "#!/bin/sh\nLOGSTAG_API_KEY=FAKE\n"
	write(t, root, "DEBIAN/postinst", []byte(script))
	if err := os.Chmod(filepath.Join(root, "DEBIAN/postinst"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, compression := range []string{"xz", "gzip", "zstd", "none"} {
		t.Run(compression, func(t *testing.T) {
			name := filepath.Join(t.TempDir(), "x.deb")
			run(t, "", nil, "dpkg-deb", "-Z"+compression, "--root-owner-group", "-b", root, name)
			data := readFile(t, name)
			parts := strings.Fields(string(run(t, "", nil, "ar", "t", name)))
			want := extracted(t, run(t, "", nil, "dpkg-deb", "--fsys-tarfile", name), "x!"+parts[2]+"!", "tar", "x")
			for path, text := range extracted(t, run(t, "", nil, "dpkg-deb", "--ctrl-tarfile", name), "x!"+parts[1]+"!", "tar", "x") {
				want[path] = text
			}
			if want["x!"+parts[1]+"!postinst"] != script {
				t.Error("no script in the package")
			}
			want["x!debian-binary"] = "2.0\n"
			check(t, data, want)
		})
	}
}

const spec = `
Name: logstag-fake
Version: 1
Release: 1
Summary: x
License: x
BuildArch: noarch
%description
x
%install
mkdir -p %{buildroot}/opt
cp -r "$ROOT"/. %{buildroot}/opt
%post
LOGSTAG_API_KEY=FAKE
%files
/opt
`

func TestRpm(t *testing.T) {
	root := tree(t, true)
	for _, payload := range []string{"w9.gzdio", "w6.xzdio", "w6.lzdio", "w9.bzdio", "w3.zstdio"} {
		t.Run(payload, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "x.spec", []byte(strings.ReplaceAll(spec, "$ROOT", root)))
			run(t, dir, nil, "rpmbuild", "--quiet", "-bb", "--define", "_topdir "+dir, "--define", "_binary_payload "+payload, "--define", "_build_id_links none", "x.spec")
			name := filepath.Join(dir, "RPMS/noarch/logstag-fake-1-1.noarch.rpm")
			data := readFile(t, name)
			want := extracted(t, run(t, "", nil, "rpm2cpio", name), "x!", "cpio", "-id")
			for _, random := range []bool{false, true} {
				r := read(t.Context(), data, random, Options{})
				if r.err != nil || len(r.skips) > 0 {
					t.Errorf("error %v, skipped %v", r.err, r.skips)
				}
				if !strings.Contains(r.texts["x!header"], "LOGSTAG_API_KEY=FAKE") {
					t.Error("the script is not in the header")
				}
				delete(r.texts, "x!header")
				compare(t, r.texts, want)
			}
		})
	}
}

// TestNested packs archives into each other.
func TestNested(t *testing.T) {
	root := t.TempDir()
	write(t, root, "etc/key", []byte("FAKE\n"))
	write(t, root, "a.tgz", run(t, root, nil, "tar", "cz", "etc/key"))
	run(t, root, nil, "zip", "-q", "b.zip", "a.tgz", "etc/key")
	data := run(t, root, nil, "tar", "cJ", "./b.zip", "etc/key")
	check(t, data, map[string]string{"x!etc/key": "FAKE\n", "x!b.zip!etc/key": "FAKE\n", "x!b.zip!a.tgz!etc/key": "FAKE\n"})
}
