"""Progress: what was done, in what an edition says now."""
