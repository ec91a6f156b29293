"""Forms: one module a noun. CSRF is checked for every request before a form is read."""
