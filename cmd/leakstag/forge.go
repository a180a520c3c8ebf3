package main

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"

	"github.com/leakstag/leakstag/report"
)

// forForge says that one of the reports is for a forge: paths are relative to the
// repository in it, whatever part of that was scanned.
func (o *scanOptions) forForge() bool {
	formats := []string{o.format}
	for _, path := range o.outputs {
		format, _ := report.FormatForPath(path)
		formats = append(formats, format)
	}
	return o.profile != "" || slices.ContainsFunc(formats, func(format string) bool {
		return slices.Contains([]string{"github", "gitlab", "junit", "markdown"}, format)
	})
}

// forgeRepository gives the repository that a report for a forge is about: the one
// that the report's root lies in, else the checkout of a GitHub workflow or a GitLab
// job that it lies in, else the root itself.
func forgeRepository(root string) string {
	if root != "" {
		if top, ok := repositoryTop(root); ok {
			if real, err := filepath.EvalSymlinks(root); err == nil && real == top {
				return root // as the paths of the report have it
			}
			return top
		}
	}
	for _, variable := range []string{"GITHUB_WORKSPACE", "CI_PROJECT_DIR"} {
		checkout := os.Getenv(variable)
		if checkout == "" || !filepath.IsAbs(checkout) {
			continue
		}
		if rel, err := filepath.Rel(checkout, root); root == "" || err == nil && filepath.IsLocal(rel) {
			return filepath.Clean(checkout)
		}
	}
	return root
}

// workflowRepository gives the address of the repository that a GitHub workflow runs
// for, and the commit; empty outside of one.
func workflowRepository() (uri, revision string) {
	server, name := os.Getenv("GITHUB_SERVER_URL"), os.Getenv("GITHUB_REPOSITORY")
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || name == "" {
		return "", ""
	}
	return u.JoinPath(name).String(), os.Getenv("GITHUB_SHA")
}
