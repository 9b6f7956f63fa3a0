"""The language server: what `check` says, in an editor, as one types."""
