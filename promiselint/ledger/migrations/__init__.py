"""How older ledgers become new ones: one file a version, run when a ledger is opened."""
