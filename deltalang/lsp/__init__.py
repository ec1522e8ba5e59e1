"""The language server: what `deltalang.editing` knows, said in the protocol of editors (LSP 3.17)."""
