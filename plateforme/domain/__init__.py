"""The field's rules: pure data and functions. No I/O, no framework; today is passed in."""
