"""Mail: letters that wait, and how they leave."""
