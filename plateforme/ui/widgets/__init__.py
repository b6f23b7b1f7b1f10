"""The kit: widgets every screen is made of. Import them from their module."""
