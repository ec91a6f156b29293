"""Staff: the people of a studio as its managers see them."""
