"""The sync protocol and nothing else: messages, ledger, and the phone's outbox and engine."""
