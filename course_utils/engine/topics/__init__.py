"""Topics: each module computes one topic of the lecture, with the rest of the engine or beside it."""
