"""*Aujourd'hui*: whom to call, and the call itself."""
