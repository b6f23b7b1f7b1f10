"""Keys of the base: envelope (passphrase and session slots) and the keyring."""
