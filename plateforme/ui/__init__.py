"""The window: everything that knows Qt, and nothing that knows a rule of the field."""

from plateforme.ui.immortal import keep_true_alive

keep_true_alive()
