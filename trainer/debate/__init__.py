"""The debate: stances on the docket, and what they open."""
