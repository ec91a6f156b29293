"""What a lesson is: a functional core that knows no web, database, clock or network."""
