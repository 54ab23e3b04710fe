"""One topic of the lecture each, computed with the rest of the engine or beside it."""
