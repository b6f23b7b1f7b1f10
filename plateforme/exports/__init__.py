"""Files for others: cohorts, lists, messages. Each says what personal data it holds."""
