"""Real git histories with the known answer: who put the promise there, and who answers for it."""
