"""Questions to the base, one module per aggregate: connections in, frozen dataclasses out."""
