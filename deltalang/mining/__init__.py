"""Mining: patterns that recur in scenes, exactly and with evidence."""
