"""Dialogs of the application. They are run through :class:`plateforme.ui.messages.Messages`, never by themselves."""
