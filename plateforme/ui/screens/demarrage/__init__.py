"""First run, unlock and lock."""
