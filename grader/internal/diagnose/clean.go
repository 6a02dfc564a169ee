package diagnose

// Clean makes text safe.
func Clean(text string) string { return text }

// CleanLines is Clean that keeps the ends of lines.
func CleanLines(text string) string { return text }
