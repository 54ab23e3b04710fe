"""The training explorer: a training that was recorded, whoever's program made it, update by update.

widget        the live figure · record, its states and what is said of them · film, what the page is told
              picture, what matplotlib draws
"""
