"""What git knows of documents: the only room that starts a process."""
