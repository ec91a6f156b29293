"""Health: what a machine asks of the site, to start it again or to send it nobody."""
