"""A corpus read under one set of rules after another: what rules cannot have changed is kept and read again."""
