"""The explorers: one live figure for each idea that is worth moving, named after what it explores.

`gini` is the widget with its state, drawing and words; beside it may stand `gini_model`, what it computes, and
`gini_picture`, what it draws. Those whose page draws a film are folders: `approximation`, `training`.
"""
