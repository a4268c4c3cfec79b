"""Implementation day by day: incidents, what is seen of them, answers, disputes, gates, walking out."""
