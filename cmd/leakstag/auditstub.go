package main

func lowerPriority()                           {}
func logResult(*auditResult) error             { return nil }
func writeTextfile(string, *auditResult) error { return nil }
