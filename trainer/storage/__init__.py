"""Storage: engines, the base of every table, counters and jobs."""
