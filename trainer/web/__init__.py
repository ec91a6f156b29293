"""The web: pages, errors, headers, links and fields."""
