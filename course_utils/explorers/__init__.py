"""The explorers: one live figure for each idea that is worth moving, named after what it explores."""
